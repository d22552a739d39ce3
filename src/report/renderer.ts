/** One form of the answers to one question. Its code is loaded when it is asked for, so that the others cost nothing. */
export interface Renderer<T, O = void> {
  /** As `--format` calls it. */
  readonly form: string;
  /** The text of the answer, piece by piece. */
  render(answer: T, options: O): Iterable<string>;
}

/** A form of the name `form`. */
export function renderer<T, O = void>(form: string, load: () => (answer: T, options: O) => Iterable<string>): Renderer<T, O> {
  return { form, render: (answer, options) => load()(answer, options) };
}

/** The form that is asked for; the first one where none is. */
export function pick<T, O>(forms: readonly Renderer<T, O>[], form = forms[0].form): Renderer<T, O> {
  return forms.find((one) => one.form === form)!;
}
