/** The prompter for this run: on a terminal one that draws, otherwise plain lines. Each part is loaded when it is needed. */
import type { Instant } from '../domain/day.js';
import type { Prompter, QuestionEntry, QuestionView } from './prompter.js';
import { type Draft, newDraft } from './question-draft.js';
import type { Style } from './style.js';
import { type Host, type Input, type Terminal, type TerminalOutput, onTerminal, thisProcess } from './terminal.js';

export interface PrompterOptions {
  /** Lines without redraw. Taken for granted where the terminal cannot do more (TERM=dumb). */
  plain: boolean;
  input: Input;
  output: TerminalOutput;
  style: Style;
  now: () => Instant;
  host?: Host;
  env?: Readonly<Record<string, string | undefined>>;
}

export async function makePrompter(options: PrompterOptions): Promise<Prompter> {
  const { plain, input, output, style, now, host = thisProcess, env = process.env } = options;
  if (plain || env['TERM'] === 'dumb') return (await import('./plain-prompter.js')).makePlainPrompter({ input, output, host, now });
  return makeDrawnPrompter({ input, output, colour: style.colour, host }, style, now);
}

function makeDrawnPrompter(terminal: Terminal, style: Style, now: () => Instant): Prompter {
  const rare = async () => (await import('./inquirer-prompter.js')).makeInquirerPrompts(terminal, style);
  /** What was ticked or typed when the person flagged the question, which is then asked again. */
  let kept: { question: string; draft: Draft } | undefined;

  async function question(view: QuestionView): Promise<QuestionEntry> {
    const { ends_at } = view.progress;
    if (ends_at !== undefined && now() >= ends_at) return { kind: 'time-up' };
    const { questionPrompt } = await import('./question-prompt.js');
    const id = view.question.question;
    let draft = kept?.question === id ? kept.draft : newDraft(view);
    kept = undefined;
    const onDraft = (next: Draft) => {
      draft = next;
    };
    const entry = await onTerminal(
      terminal,
      (context) => questionPrompt({ view, draft, onDraft, terminal, style, now }, { ...context, clearPromptOnDone: true }),
      { againAfterStop: false },
    );
    if (entry.kind === 'flag') kept = { question: id, draft: { ...draft, typed: '' } };
    return entry;
  }

  async function confirm({ message, initial }: { message: string; initial: boolean }): Promise<boolean> {
    const { confirmPrompt } = await import('./confirm-prompt.js');
    const columns = terminal.output.columns ?? 80;
    return onTerminal(terminal, (context) => confirmPrompt({ message, initial, style, columns }, context), { againAfterStop: true });
  }

  return {
    question,
    confirm,
    choose: async (prompt) => (await rare()).choose(prompt),
    tick: async (prompt) => (await rare()).tick(prompt),
    ask: async (prompt) => (await rare()).ask(prompt),
  };
}
