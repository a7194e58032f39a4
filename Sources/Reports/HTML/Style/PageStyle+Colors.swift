extension PageStyle {
  /// Both palettes side by side; the system's setting chooses, or the reader's. Texts have a contrast of 4.5:1 or more.
  static let colors = """
    :root {
      color-scheme: light dark;
      --page: light-dark(#f5f6f8, #0e1217);
      --card: light-dark(#ffffff, #171c23);
      --line: light-dark(#d5dae1, #303843);
      --text: light-dark(#1a1f26, #e6e9ee);
      --muted: light-dark(#535d69, #a6b0bd);
      --accent: light-dark(#0b57d0, #8ab8ff);
      --code: light-dark(#f0f2f5, #10151b);
      --done: light-dark(#0f5c27, #7be094);
      --done-soft: light-dark(#d8f5df, #12331d);
      --pending: light-dark(#0a4ba8, #93c4ff);
      --pending-soft: light-dark(#dcebff, #122c4d);
      --warning: light-dark(#744700, #f3cb66);
      --warning-soft: light-dark(#ffefc7, #382b0b);
      --bad: light-dark(#9c0f23, #ffa29c);
      --bad-soft: light-dark(#ffe2e5, #42171b);
      --quiet: light-dark(#4d5763, #aab4c0);
      --quiet-soft: light-dark(#e8ebef, #262d36);
      --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    }
    :root[data-theme=light] { color-scheme: light; }
    :root[data-theme=dark] { color-scheme: dark; }
    .done { --tone: var(--done); --soft: var(--done-soft); }
    .pending { --tone: var(--pending); --soft: var(--pending-soft); }
    .warning { --tone: var(--warning); --soft: var(--warning-soft); }
    .bad { --tone: var(--bad); --soft: var(--bad-soft); }
    .quiet { --tone: var(--quiet); --soft: var(--quiet-soft); }

    """
}
