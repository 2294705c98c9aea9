/// What a campaign's page adds to the style sheet of all pages.
enum CampaignStyle {
    static let sheet = """
        :root {
          --grave: #c8450b; --blue: #0067a8; --purple: #7c4a9c; --amber: #bd7f00;
          --green: #00845f; --slate: #6b7683; --pale: #d6dbe1; --shade: #a83600;
          --mark: #ffffff; --on: #ffffff; --on-pale: #37424f; --on-amber: #2b1d00;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --grave: #f58a54; --blue: #5aaee8; --purple: #bd95dc; --amber: #f0b73a;
            --green: #41c79b; --slate: #8d98a6; --pale: #414b57; --shade: #ff9a62;
            --mark: #1a2027; --on: #10151a; --on-pale: #dfe4ea; --on-amber: #10151a;
          }
        }
        html { scroll-behavior: smooth; }
        body { overflow-wrap: break-word; }
        h2 { scroll-margin-top: 12px; }
        .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
          clip-path: inset(50%); white-space: nowrap; }
        svg.unseen { display: block; }
        nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; padding: 0;
          margin: 18px 0 0; font-size: 14.5px; }
        a { color: var(--main); text-underline-offset: 3px; }
        a:focus-visible, summary:focus-visible, .scroll:focus-visible {
          outline: 2px solid var(--main); outline-offset: 2px; border-radius: 3px; }
        .quote { font-size: 17px; max-width: 46em; }
        .note { border-left: 3px solid var(--amber); padding: 2px 0 2px 12px; max-width: 62em; }
        section > p { max-width: 62em; }
        .strip { overflow: visible; margin: 0; font-size: 12px; }
        .strip .at { overflow: visible; }
        .strip .strong { fill: var(--mark); font-weight: 600; }
        .strip .in { font-size: 11px; }
        .strip .name { font-size: 12.5px; }
        .strip .on { fill: var(--on); font-weight: 600; }
        .strip .on-pale { fill: var(--on-pale); font-weight: 500; }
        .strip .on-amber { fill: var(--on-amber); }
        .mark { fill: var(--mark); fill-opacity: 0.75; }
        .whisker { stroke: var(--ink); stroke-width: 1.6; }
        .whisker.thin { stroke-width: 1; }
        .halo-line { stroke: var(--card); stroke-width: 3.8; stroke-opacity: 0.9; }
        .range { stroke: var(--main); stroke-width: 2.5; }
        .point { fill: var(--main); stroke: var(--card); stroke-width: 1.5; }
        .point.none { fill: var(--card); stroke: var(--main); stroke-width: 2.5; }
        .claim { fill: var(--amber); stroke: var(--card); stroke-width: 1; }
        .one { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 4 3; }
        .square.ground { fill: var(--shade); fill-opacity: 0.06; }
        .square.blank { fill: none; stroke: var(--rule); }
        .gutter { padding-left: 40px; margin-top: 8px; }
        .gutter.wide { padding-left: 52px; }
        .key { max-width: 300px; margin: 10px 0 0 52px; }
        .legend { display: flex; flex-wrap: wrap; gap: 3px 16px; list-style: none; padding: 0;
          margin: 10px 0 12px; font-size: 13.5px; }
        .legend li { display: flex; align-items: center; gap: 6px; margin: 0; }
        svg.swatch { width: 22px; height: 14px; margin: 0; flex: none; }
        .plot { table-layout: fixed; margin-top: 8px; }
        .plot .name { width: 250px; text-align: left; padding: 4px 16px 4px 0; }
        .plot .value { width: 212px; white-space: normal; padding: 4px 0 4px 20px;
          line-height: 1.3; }
        .plot .figure { padding: 0; }
        .plot thead th { vertical-align: bottom; }
        .plot tbody .name { color: var(--ink); font-size: 14.5px; line-height: 1.3;
          overflow-wrap: anywhere; }
        .plot small { color: var(--muted); display: block; font-size: 12.5px; font-weight: 400; }
        .dense small { display: inline; white-space: nowrap; }
        .dense .value small { display: inline-block; min-width: 104px; }
        .plot.dense .value { padding-left: 8px; }
        .plot td.value { font-size: 15px; font-weight: 600; }
        .plot thead th, .plot th, .plot td { border-bottom-color: transparent; }
        .plot thead th { border-bottom-color: var(--rule); padding-bottom: 4px; }
        .data { width: auto; min-width: min(100%, 420px); font-size: 14px; }
        .data th, .data td { padding: 5px 8px 5px 14px; white-space: nowrap; text-align: right; }
        .data th[scope=row] { font-weight: 400; font-size: 14px; color: var(--ink); }
        .data .word { text-align: left; }
        .data tr:last-child th { border-bottom: 0; }
        .data thead tr:last-child th { border-bottom: 1px solid var(--rule); }
        .tile .number { font-size: 25px; white-space: nowrap; }
        .long { max-height: 560px; overflow-y: auto; }
        .long thead th { position: sticky; top: 0; background: var(--card); }
        .long td:last-child, code { font-family: ui-monospace, "DejaVu Sans Mono", monospace;
          font-size: 12.5px; }
        .long td:last-child { white-space: normal; min-width: 330px; text-align: left;
          overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 8px 0; padding: 10px 12px;
          background: var(--soft);
          border-radius: 6px; }
        details { margin: 10px 0 4px; font-size: 14.5px; }
        summary { cursor: pointer; color: var(--main); width: fit-content; }
        dl { margin: 8px 0 14px; }
        .facts { display: grid; gap: 8px 28px;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); }
        dt { font-weight: 600; font-size: 13.5px; color: var(--muted); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .threats dt { color: var(--ink); font-size: 15px; margin-top: 10px; }
        .threats dd { max-width: 62em; font-size: 15px; }
        .twins { display: grid; gap: 8px 32px;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
        .twins > * { min-width: 0; }
        .twins > .wide, .twins > p { grid-column: 1 / -1; }
        @media (max-width: 720px) {
          .plot, .plot thead, .plot tbody, .plot tr { display: block; }
          .plot tr { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
            padding: 6px 0 4px; }
          .plot .name, .plot .value { width: auto; padding: 0; }
          .plot .value { text-align: right; padding-left: 12px; }
          .plot .figure { grid-column: 1 / -1; grid-row: 2; }
          .plot thead tr { border-bottom: 1px solid var(--rule); }
          .plot thead th { border: 0; }
          .minor { display: none; }
          .dense .value small { min-width: 0; }
        }
        @media print {
          :root { --grave: #c8450b; --blue: #0067a8; --purple: #7c4a9c; --amber: #bd7f00;
            --green: #00845f; --slate: #6b7683; --pale: #d6dbe1; --shade: #a83600;
            --mark: #ffffff; --on: #ffffff; --on-pale: #37424f; --on-amber: #2b1d00; }
          nav { display: none; }
          section { break-inside: auto; }
          h2, h3, .legend { break-after: avoid; }
          tr, .gutter, dt, dd { break-inside: avoid; }
          details::details-content { content-visibility: visible; display: block;
            block-size: auto; }
          .long { max-height: none; }
          .scroll, .long { overflow: visible; }
          .data { font-size: 7.5pt; width: 100%; }
          .data th, .data th[scope=row], .data td { font-size: 7.5pt; padding: 2px 4px;
            white-space: normal; }
        }

        """
}
