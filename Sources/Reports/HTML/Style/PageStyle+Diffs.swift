extension PageStyle {
  static let diffs = """
    .part h4 { font-size: .9rem; font-family: var(--mono); font-weight: 600; margin: .5rem 0 .35rem; }
    .part h4 small { font-weight: 400; }
    pre {
      margin: 0; overflow-x: auto; background: var(--code); border: 1px solid var(--line); border-radius: 8px;
      padding: .5rem 0; line-height: 1.45; overflow-wrap: normal; tab-size: 4; max-height: 32rem;
    }
    pre code { display: block; width: max-content; min-width: 100%; font-size: .8125rem; padding: 0 .75rem; }
    ins, del, pre b { display: block; margin: 0 -.75rem; padding: 0 .75rem; text-decoration: none; font-weight: 400; }
    ins { background: var(--done-soft); color: light-dark(#0b3f1b, #c3f3cf); }
    del { background: var(--bad-soft); color: light-dark(#6a0a18, #ffd2cf); }
    pre b { color: var(--pending); }
    .cut { font-size: .9rem; color: var(--muted); }

    """
}
