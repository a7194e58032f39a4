extension PageStyle {
  static let layout = """
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    body {
      margin: 0 auto; padding: 0 1rem 3rem; max-width: 68rem; background: var(--page); color: var(--text);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
      overflow-wrap: anywhere; -webkit-text-size-adjust: 100%;
    }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
    a { color: var(--accent); }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem .75rem; z-index: 2; }
    h1, h2, h3, h4 { line-height: 1.25; margin: 0; }
    h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.1rem); letter-spacing: -.015em; }
    h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
    code, pre { font-family: var(--mono); font-size: .875em; }
    small { color: var(--muted); }
    header { padding-top: 1.75rem; display: grid; grid-template-columns: 1fr auto; gap: .25rem 1rem; }
    header p { margin: 0; grid-column: 1 / -1; color: var(--muted); }
    .verdict { font-size: 1.1rem; color: var(--text) !important; padding-top: .35rem; }
    button, input[type=search] {
      font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
      padding: .4rem .75rem; min-height: 2.5rem;
    }
    button { cursor: pointer; }
    button:hover { border-color: var(--accent); }
    .bar { display: block; width: 100%; height: .75rem; margin: 1.25rem 0 0; border-radius: 6px; }
    .bar rect { fill: var(--tone); stroke: var(--page); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
    .counts, .filter { margin-top: 2.25rem !important; }
    .counts, .chips { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0; padding: 0; border: 0; list-style: none; }
    .counts li, .chips span {
      display: inline-flex; align-items: center; gap: .45em; padding: .3rem .8rem; min-height: 2.25rem;
      border: 1px solid transparent; border-radius: 99px; background: var(--soft); color: var(--tone); font-size: .925rem;
    }
    .chips span { cursor: pointer; }
    .chips input { position: absolute; opacity: 0; }
    .chips input:checked + span { background: var(--tone); color: var(--page); }
    .chips input:focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px; }
    legend { padding: 0; position: absolute; left: -100vw; }
    .find { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .75rem; }
    .find input { flex: 1 1 14rem; min-width: 0; }
    .find label { flex-basis: 100%; font-size: .875rem; color: var(--muted); }
    .steps {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 29rem), 1fr)); align-items: start; gap: .75rem; padding: 0; margin: 0; list-style: none;
    }
    .steps > li {
      background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone);
      border-radius: 10px; padding: .9rem 1.1rem;
    }
    .steps h3 { font-size: 1rem; color: var(--tone); }
    .steps p { margin: .25rem 0 .5rem; }
    .steps .names { color: var(--muted); font-size: .925rem; }
    .command { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .6rem; margin-top: .4rem; }
    .command > span { flex-basis: 100%; font-size: .875rem; color: var(--muted); }
    .command code {
      flex: 0 1 auto; background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .6rem;
    }
    .command code span { display: inline-block; max-width: 100%; }
    .command button { min-height: 2.1rem; padding: .2rem .6rem; font-size: .85rem; }
    footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: .875rem; }

    """
}
