/// The page's style sheet.
enum PageStyle {
    static let sheet = """
        :root {
          color-scheme: light dark;
          --ground: #f4f3ee; --card: #ffffff; --ink: #1b2430; --muted: #5f6b79; --rule: #dfddd4;
          --main: #0f6e6e; --bad: #b5400f; --cold: #2f62c9; --soft: #e9f1f0;
          --strong: #ffffff;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #11151a; --card: #1a2027; --ink: #e8ebef; --muted: #9aa5b3; --rule: #313a45;
            --main: #4fc4bd; --bad: #f2915c; --cold: #7aa5f7; --soft: #22302f;
            --strong: #141a20;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--ground); color: var(--ink);
          font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif;
        }
        main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 48px; }
        header { margin-bottom: 24px; }
        h1 { font-size: 25px; line-height: 1.34; font-weight: 650; margin: 6px 0 22px;
          max-width: 42em; text-wrap: pretty; }
        h2 { font-size: 18px; margin: 0 0 4px; }
        h3 { font-size: 15px; margin: 22px 0 6px; }
        p { margin: 0 0 10px; }
        .subject, .lead, .label { color: var(--muted); }
        .subject, .lead { font-size: 14.5px; }
        .tiles { display: grid; gap: 12px;
          grid-template-columns: repeat(auto-fit, minmax(146px, 1fr)); }
        .tile, section { background: var(--card); border: 1px solid var(--rule);
          border-radius: 10px; }
        .tile { padding: 12px 16px; }
        .tile p { margin: 0; }
        .number { font-size: 30px; font-weight: 650; line-height: 1.2; }
        .number small { font-size: 16px; font-weight: 500; }
        .number.bad { color: var(--bad); }
        .label { font-size: 13.5px; line-height: 1.35; }
        section { padding: 18px 22px; margin: 0 0 18px; min-width: 0; }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; }
        @media (max-width: 940px) {
          .pair { grid-template-columns: 1fr; gap: 0; }
          main { padding: 20px 14px 32px; }
          section { padding: 16px; }
          h1 { font-size: 22px; }
        }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: 7px 0 7px 16px; border-bottom: 1px solid var(--rule);
          vertical-align: middle; }
        td { white-space: nowrap; }
        .plain { font-size: 15px; }
        .plain th, .plain td { padding-left: 10px; }
        th { font-weight: 600; font-size: 13.5px; color: var(--muted); }
        th:first-child, td:first-child { text-align: left; padding-left: 8px; }
        td small { color: var(--muted); display: block; font-size: 12.5px; line-height: 1.3; }
        tr:last-child td { border-bottom: 0; }
        tr.chosen td { background: var(--soft); }
        tr.chosen td:first-child { box-shadow: inset 3px 0 var(--main); font-weight: 650; }
        tr.chosen small { font-weight: 400; }
        ul { margin: 8px 0 0; padding-left: 20px; font-size: 14.5px; }
        li { margin-bottom: 5px; }
        svg { display: block; width: 100%; height: auto; margin: 6px auto 0;
          font-family: inherit; font-variant-numeric: tabular-nums; }
        svg text { fill: var(--ink); }
        svg text.strong { fill: var(--strong); }
        svg .quiet { fill: var(--muted); }
        svg .grid { stroke: var(--rule); stroke-width: 1; }
        svg .halo { paint-order: stroke; stroke: var(--card); stroke-width: 4px;
          stroke-linejoin: round; }
        @media print {
          :root { --ground: #ffffff; --card: #ffffff; --ink: #111111; --muted: #555555;
            --rule: #cccccc; --main: #0f6e6e; --bad: #b5400f; --cold: #2f62c9; --soft: #eef4f3;
            --strong: #ffffff; }
          body { font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          main { padding: 0; max-width: none; }
          section, .tile { break-inside: avoid; }
          .pair { grid-template-columns: 1fr 1fr; gap: 12px; }
          section { padding: 12px 14px; margin-bottom: 12px; }
          h1 { font-size: 15pt; }
          .number { font-size: 17pt; }
          .subject, .lead, .label, ul { font-size: 8.5pt; }
          .plain { font-size: 8.5pt; }
        }

        """
}
