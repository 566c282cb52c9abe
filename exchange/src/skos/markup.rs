//! The plain text of literals that hold markup: XML and HTML.

/// Elements that stand apart from the words around them.
const BLOCKS: [&str; 24] = [
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "title",
    "tr",
    "ul",
];

/// Elements whose text nobody reads.
const UNREAD: [&str; 2] = ["script", "style"];

/// A longer name between `&` and `;` is no entity.
const MAX_ENTITY_BYTES: usize = 12;

/// What a reader sees of markup: its text, without tags and comments, entities as what they stand for.
pub(super) fn plain_text(markup: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(markup.len()), markup);
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        rest = if from.starts_with('&') {
            take_entity(from, &mut plain)
        } else {
            take_markup(from, &mut plain)
        };
    }
    plain.push_str(rest);
    plain
}

/// Takes what begins with `&`; what is left behind it.
fn take_entity<'m>(from: &'m str, plain: &mut String) -> &'m str {
    let end = from.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';');
    let name = end.and_then(|end| Some((from.get(1..end)?, from.get(end + 1..)?)));
    if let Some((name, rest)) = name
        && let Some(meant) = read_entity(name)
    {
        plain.push(meant);
        return rest;
    }
    plain.push('&');
    from.get(1..).unwrap_or_default()
}

/// The character that an entity stands for.
fn read_entity(name: &str) -> Option<char> {
    let known =
        [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' ')];
    if let Some((_, meant)) = known.iter().find(|(known, _)| *known == name) {
        return Some(*meant);
    }
    let number = name.strip_prefix('#')?;
    let hexadecimal = number.strip_prefix(['x', 'X']);
    let code = hexadecimal.map_or_else(|| number.parse(), |it| u32::from_str_radix(it, 16)).ok()?;
    char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace())
}

/// Takes what begins with `<`; what is left behind it.
fn take_markup<'m>(from: &'m str, plain: &mut String) -> &'m str {
    if let Some(text) = from.strip_prefix("<![CDATA[") {
        let (text, rest) = text.split_once("]]>").unwrap_or((text, ""));
        plain.push_str(text);
        return rest;
    }
    if let Some(comment) = from.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    let after = from.get(1..).unwrap_or_default();
    if !after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        plain.push('<');
        return after;
    }
    let Some((tag, rest)) = split_tag(after) else {
        // No end of it: it is text after all.
        plain.push('<');
        return after;
    };
    let closes = tag.starts_with('/');
    let name = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next();
    let name = name.unwrap_or_default().to_ascii_lowercase();
    let local = name.rsplit(':').next().unwrap_or_default();
    if BLOCKS.contains(&local) {
        plain.push(' ');
    }
    if !closes && !tag.ends_with('/') && UNREAD.contains(&local) {
        let end = rest.find(&format!("</{name}")).and_then(|at| rest.get(at..));
        return end.unwrap_or_default();
    }
    rest
}

/// What stands in a tag, and what behind it; a `>` in a quoted value does not end it.
fn split_tag(after: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    for (at, c) in after.char_indices() {
        match (quote, c) {
            (None, '>') => return Some((after.get(..at)?, after.get(at + 1..)?)),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn tags_comments_and_entities_are_read_as_a_reader_sees_them() {
        let cases = [
            ("a <b xmlns=\"http://www.w3.org/1999/xhtml\">big</b> car", "a big car"),
            ("un<i>like</i>ly", "unlikely"),
            ("<p>one</p><p>two<br/>three</p>", " one  two three "),
            ("R&amp;D &#38; &#x26; &nope; & more", "R&D & & &nope; & more"),
            ("1 < 2 and <![CDATA[a <b> c]]><!-- not me -->", "1 < 2 and a <b> c"),
            ("<a title='x > y'>link</a><style>p {}</style>!", "link!"),
            ("if a <b", "if a <b"),
        ];
        for (markup, plain) in cases {
            assert_eq!(plain_text(markup), plain, "{markup}");
        }
    }
}
