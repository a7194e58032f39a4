extension PageStyle {
  static let repositories = """
    .repos { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 10px; overflow: clip; }
    .repos > li { background: var(--card); border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
    .repos > li:first-child { border-top: 0; }
    .repos > li:target { box-shadow: inset 4px 0 var(--accent); }
    .repos > li > details > summary {
      display: grid; grid-template-columns: 1.1rem minmax(8rem, 15rem) 12rem 1fr auto;
      gap: .15rem .75rem; align-items: baseline; padding: .6rem 1rem; min-height: 2.75rem; cursor: pointer;
      list-style: none;
    }
    summary::-webkit-details-marker { display: none; }
    .repos > li > details > summary::before {
      content: "▸"; color: var(--muted); justify-self: center;
    }
    .repos > li > details[open] > summary::before { content: "▾"; }
    .repos > li > details > summary:hover { background: light-dark(#f4f7fc, #1c232c); }
    .repos summary:focus-visible { outline-offset: -3px; }
    .repos h3 { font-size: 1rem; }
    .badge {
      justify-self: start; background: var(--soft); color: var(--tone); border-radius: 6px; padding: .05rem .5rem;
      font-size: .875rem; font-weight: 600;
    }
    .said {
      display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden;
      color: var(--muted); font-size: .925rem;
    }
    details[open] > summary > .said { display: block; color: var(--text); }
    .meta { color: var(--muted); font-size: .875rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .body { padding: .25rem 1rem 1.25rem 2.85rem; display: grid; grid-template-columns: minmax(0, 1fr); gap: .9rem; }
    .body p { margin: 0; }
    .hint { border-left: 3px solid var(--accent); padding-left: .75rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; font-size: .925rem; }
    dt { color: var(--muted); }
    dd { margin: 0; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
    caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
    th, td { text-align: left; padding: .2rem 1.25rem .2rem 0; border-top: 1px solid var(--line); white-space: nowrap; }
    thead th { border-top: 0; color: var(--muted); font-weight: 500; }
    th[scope=row] { font-weight: 500; }
    td.time, th.time { text-align: right; }
    .part > summary { cursor: pointer; font-weight: 600; padding: .35rem 0; min-height: 2rem; }
    .part > summary small { font-weight: 400; }
    @media (max-width: 46rem) {
      body { padding: 0 .75rem 2rem; }
      .repos > li > details > summary { grid-template-columns: 1.1rem 1fr auto; padding: .6rem .75rem; }
      .badge { grid-column: 2 / -1; }
      .said, .meta { grid-column: 2 / -1; }
      h3 { grid-column: 2 / -1; }
      .meta { white-space: normal; }
      .body { padding: .25rem .75rem 1rem; }
      .find input { flex-basis: 100%; }
      .find button { flex: 1 1 8rem; }
    }

    """
}
