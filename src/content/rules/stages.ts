/** Stages that wait for each other, so that nobody could begin. */
import type { Problem } from '../content.js';
import { type Loaded, type PathFile, problemAt } from '../loaded.js';
import { type Node, itemsOf, textOf } from '../node.js';
import { say } from '../wording.js';

export function stagesInCircles({ paths }: Loaded): Problem[] {
  return paths.flatMap(circlesIn);
}

interface Wait {
  stage: string;
  node: Node;
}

/** Each circle once, at the reference that closes it. Iterative, for a file may chain ten thousand stages. */
function circlesIn(file: PathFile): Problem[] {
  const waits = new Map<string, Wait[]>();
  for (const stage of itemsOf(file.node, 'stages')) {
    const id = textOf(stage, 'stage');
    if (id !== undefined && !waits.has(id))
      waits.set(
        id,
        itemsOf(stage, 'after').map((node) => ({ stage: textOf(node) ?? '', node })),
      );
  }
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const start of waits.keys()) {
    // The stages being followed, in order, each with what it still has to be followed to.
    const trail: { stage: string; open: Wait[] }[] = [];
    const onTrail = new Set<string>();
    const enter = (stage: string) => {
      seen.add(stage);
      onTrail.add(stage);
      trail.push({ stage, open: [...(waits.get(stage) ?? [])].reverse() });
    };
    if (!seen.has(start)) enter(start);
    for (let last = trail.at(-1); last; last = trail.at(-1)) {
      const next = last.open.pop();
      if (!next) onTrail.delete(trail.pop()!.stage);
      else if (onTrail.has(next.stage)) problems.push(problemAt(file, next.node, say.cycle(circle([...onTrail], next.stage))));
      else if (waits.has(next.stage) && !seen.has(next.stage)) enter(next.stage);
    }
  }
  return problems;
}

function circle(trail: string[], closing: string): string[] {
  return [...trail.slice(trail.indexOf(closing)), closing];
}
