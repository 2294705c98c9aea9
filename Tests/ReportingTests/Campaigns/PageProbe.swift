import Foundation

/// What is added to a page to measure it in a browser: a script that opens all that is folded and
/// writes what it finds into the page.
enum PageProbe {
    struct Finding: Decodable {
        var width: Int
        /// Of the document, which is wider when something juts out.
        var scrollWidth: Int
        var scrollHeight: Int
        /// What juts out, and does not scroll in itself.
        var outside: [String]
        /// Words of one picture that lie on each other.
        var colliding: [String]
        /// Words in pictures smaller than can be read.
        var tiny: [String]
    }

    private static let script = """
        <script>
        addEventListener('load', () => {
          document.querySelectorAll('details').forEach(d => { d.open = true; });
          const width = document.documentElement.clientWidth;
          const scrolls = e => e.closest('.scroll, .long, pre, .unseen') !== null;
          const name = e => e.tagName + ' ' + (e.textContent || '').trim().slice(0, 40);
          const outside = [...document.body.querySelectorAll('*')].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width > 0 && (box.right > width + 1 || box.left < -1) && !scrolls(e);
          }).map(name);
          const colliding = [], tiny = [];
          document.querySelectorAll('svg.strip').forEach(svg => {
            const words = [...svg.querySelectorAll('text')]
              .map(e => [e, e.getBoundingClientRect()]).filter(([e, box]) => box.width > 0);
            words.forEach(([e, box], i) => {
              if (parseFloat(getComputedStyle(e).fontSize) < 10.5 || box.height < 9)
                tiny.push(name(e));
              words.slice(i + 1).forEach(([f, other]) => {
                if (box.left < other.right - 1 && other.left < box.right - 1
                    && box.top < other.bottom - 2 && other.top < box.bottom - 2)
                  colliding.push(name(e) + ' on ' + name(f));
              });
            });
          });
          const scrollWidth = Math.max(
            document.documentElement.scrollWidth, document.body.scrollWidth);
          document.querySelectorAll('details').forEach(d => { d.open = false; });
          const found = { width, scrollWidth,
            scrollHeight: document.documentElement.scrollHeight,
            outside: outside.slice(0, 9), colliding: colliding.slice(0, 9),
            tiny: tiny.slice(0, 9) };
          const note = document.createElement('i');
          note.id = 'finding';
          note.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(found))));
          parent.document.body.appendChild(note);
        });
        </script></body>
        """

    /// The page with the script, which is let run, in a frame: a window may not be as narrow.
    static func probing(_ html: String, width: Int) -> String {
        let page =
            html
            .replacing("default-src &#39;none&#39;", with: "script-src &#39;unsafe-inline&#39;")
            .replacing("</body>", with: script)
        let quoted = page.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        return """
            <!DOCTYPE html><html><head><meta charset="utf-8"/></head>
            <body style="margin: 0"><iframe srcdoc="\(quoted)"
            style="border: 0; width: \(width)px; height: 900px"></iframe></body></html>
            """
    }

    static func finding(in dump: String) throws -> Finding {
        guard let match = dump.firstMatch(of: /<i id="finding">([A-Za-z0-9+\/=]+)<\/i>/),
            let data = Data(base64Encoded: String(match.1))
        else { throw CocoaError(.fileReadCorruptFile) }
        return try JSONDecoder().decode(Finding.self, from: data)
    }
}
