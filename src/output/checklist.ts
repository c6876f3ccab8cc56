/** A learning path as a checklist. */
import type { LearningPath, Module, Stage } from '../domain/learning-path.js';
import { visible } from '../domain/visible-text.js';
import type { Style } from '../terminal/style.js';
import { wrap } from './wrap.js';

/** `again`: what is ticked is what was completed again since the last fail. */
export function checklistLines(path: LearningPath, completed: ReadonlySet<string>, again: boolean, width: number, style: Style): string[] {
  const minutes = path.stages.flatMap((stage) => stage.modules).filter((module) => module.required && !completed.has(module.module));
  const left = minutes.reduce((sum, module) => sum + (module.minutes ?? 0), 0);
  return [
    style.bold(visible(path.title)),
    ...wrap(`edition ${path.edition}, in force since ${path.effective}${again ? '; ticked: completed again since the last fail' : ''}`, width).map(style.dim),
    ...path.stages.flatMap((stage) => stageLines(stage, path, completed, width, style)),
    '',
    ...wrap(left > 0 ? `About ${hours(left)} still to do. \`certify path done MODULE\` ticks a module off.` : 'Every required module is done.', width),
  ];
}

function hours(minutes: number): string {
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 30) / 2} hours`;
}

function stageLines(stage: Stage, path: LearningPath, completed: ReadonlySet<string>, width: number, style: Style): string[] {
  const before = stage.after.map((id) => path.stages.find((each) => each.stage === id)?.title ?? id);
  const after = before.length > 0 ? style.dim(` (after ${visible(before.join(', '))})`) : '';
  return ['', `${style.bold(visible(stage.title))}${width >= 60 ? after : ''}`, ...stage.modules.flatMap((module) => moduleLines(module, completed.has(module.module), width, style))];
}

function moduleLines(module: Module, done: boolean, width: number, style: Style): string[] {
  const box = done ? style.good('[x]') : '[ ]';
  const facts = [module.minutes === undefined ? '' : `${module.minutes} min`, module.required ? '' : 'optional'].filter((text) => text !== '');
  const title = `${visible(module.title)}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
  return [
    ...wrap(title, width - 4).map((line, at) => (at === 0 ? `${box} ${line}` : `    ${line}`)),
    ...(done ? [] : [`    ${style.accent(module.module)}`]),
  ];
}
