//! Frames of every sort: none ends a session, and each identifier is answered once.

use crate::shared::{SMALL, answer_line, open_session};
use serde_json::{Value, json};

/// Numbers that look random, and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.roll(list.len())]
    }
}

const METHODS: [&str; 14] = [
    "initialize",
    "ping",
    "server/discover",
    "tools/list",
    "tools/call",
    "tools/call",
    "tools/call",
    "resources/list",
    "resources/templates/list",
    "resources/read",
    "notifications/initialized",
    "notifications/cancelled",
    "prompts/list",
    "",
];

const TOOLS: [&str; 9] = [
    "define_term",
    "compare_terms",
    "expand_abbreviation",
    "search_terms",
    "list_disputes",
    "related_terms",
    "check_text",
    "nosuch",
    "",
];

const NAMES: [&str; 16] = [
    "term",
    "terms",
    "abbreviation",
    "query",
    "kind",
    "dispute",
    "relation",
    "text",
    "format",
    "detail",
    "according_to",
    "uri",
    "cursor",
    "protocolVersion",
    "requestId",
    "nosuch",
];

/// A value that may stand anywhere.
fn make_value(dice: &mut Dice, depth: usize) -> Value {
    const TEXTS: [&str; 20] = [
        "gravel bike",
        "road-bike",
        "gear",
        "GB",
        "bicycle",
        "trail",
        "short",
        "full",
        "html",
        "part",
        "Rider A",
        "cxterms://concept/bicycle",
        "cxterms://concept/%",
        "2026-07-28",
        "2025-06-18",
        "",
        "\u{202e}😀\u{0}",
        "\"",
        "a*",
        "gear.trail",
    ];
    match dice.roll(if depth > 3 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => json!(dice.roll(2) == 0),
        2 => json!(dice.roll(100_000)),
        3 => json!(0.5),
        4 | 5 => json!(*dice.pick(&TEXTS)),
        6 => json!("x".repeat(dice.roll(3000))),
        7 => (0..dice.roll(8)).map(|_| make_value(dice, depth + 1)).collect(),
        _ => (0..dice.roll(4)).fold(json!({}), |mut object, _| {
            object[*dice.pick(&NAMES)] = make_value(dice, depth + 1);
            object
        }),
    }
}

/// A message that may be in order.
fn make_message(dice: &mut Dice, id: usize) -> Value {
    let mut params = json!({});
    if dice.roll(3) > 0 {
        params["name"] = json!(*dice.pick(&TOOLS));
        let mut arguments = json!({});
        for _ in 0..dice.roll(4) {
            arguments[*dice.pick(&NAMES)] = make_value(dice, 0);
        }
        params["arguments"] = if dice.roll(9) == 0 { make_value(dice, 0) } else { arguments };
    }
    if dice.roll(2) == 0 {
        let version = if dice.roll(9) == 0 { make_value(dice, 0) } else { json!("2026-07-28") };
        params["_meta"] = json!({
            "io.modelcontextprotocol/protocolVersion": version,
            "io.modelcontextprotocol/clientCapabilities": {},
        });
    }
    params[*dice.pick(&NAMES)] = make_value(dice, 0);
    let mut message =
        json!({"jsonrpc": "2.0", "id": id, "method": *dice.pick(&METHODS), "params": params});
    if dice.roll(8) == 0 {
        let field = *dice.pick(&["jsonrpc", "id", "method", "params", "result"]);
        message[field] = make_value(dice, 0);
    }
    if dice.roll(8) == 0 {
        let field = *dice.pick(&["jsonrpc", "id", "method", "params"]);
        message.as_object_mut().unwrap().remove(field);
    }
    message
}

/// The same with letters changed, left out and doubled.
fn mutate(dice: &mut Dice, line: &str) -> String {
    let mut letters: Vec<char> = line.chars().collect();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(letters.len().max(1));
        match dice.roll(4) {
            0 => letters.truncate(at),
            1 if at < letters.len() => _ = letters.remove(at),
            2 => letters.insert(at, *dice.pick(&['{', '"', ']', '\\', '0', '\u{0}', '😀', ','])),
            _ => {
                let end = (at + dice.roll(40)).min(letters.len());
                let doubled = letters[at.min(end)..end].to_vec();
                letters.extend(doubled);
            }
        }
    }
    letters.into_iter().collect()
}

/// How a line is to be answered: by its identifier, without one, or not at all.
pub(crate) fn expect_reply(line: &str) -> Option<Value> {
    let Ok(Value::Object(fields)) = serde_json::from_str(line) else { return Some(Value::Null) };
    let id = fields.get("id");
    let known = id.filter(|id| id.is_string() || id.is_i64() || id.is_u64()).cloned();
    let in_order = fields.get("jsonrpc") == Some(&json!("2.0"));
    match fields.get("method") {
        Some(Value::String(_)) if in_order && id.is_none() => None,
        None if in_order && (fields.contains_key("result") || fields.contains_key("error")) => None,
        _ => Some(known.unwrap_or_default()),
    }
}

/// Lines of every sort.
pub(crate) fn make_lines(count: usize, seed: u64) -> Vec<String> {
    let mut dice = Dice(seed);
    let make = |number| {
        let line = make_message(&mut dice, number).to_string();
        let line = if dice.roll(3) == 0 { mutate(&mut dice, &line) } else { line };
        line.trim().replace(['\n', '\r'], "")
    };
    (0..count).map(make).filter(|line| !line.is_empty()).collect()
}

#[test]
fn ten_thousand_frames_are_each_answered_once() {
    let mut session = open_session(&SMALL);
    let (mut answered, mut good) = (0, 0);
    for (number, line) in make_lines(10_000, 0x2545_f491_4f6c_dd1d).iter().enumerate() {
        if number % 500 == 0 {
            session = open_session(&SMALL);
        }
        let reply: Option<Value> = answer_line(&mut session, line).map(|reply| {
            assert!(!reply.contains('\n') && !reply.contains("panicked"), "{reply}");
            serde_json::from_str(&reply).unwrap()
        });
        assert_eq!(reply.as_ref().map(|it| it["id"].clone()), expect_reply(line), "{line}");
        let Some(reply) = reply else { continue };
        answered += 1;
        good += usize::from(reply.get("result").is_some());
        assert_eq!(reply["jsonrpc"], "2.0");
        let code = reply["error"]["code"].as_i64();
        let known = [-32700, -32600, -32601, -32602, -32002, -32022];
        assert!(
            reply["result"].is_object() != code.is_some_and(|it| known.contains(&it)),
            "{reply}"
        );
    }
    assert!(answered > 5_000 && good > 1_000, "{answered} {good}");
}

#[test]
fn deep_nesting_is_refused() {
    let mut session = open_session(&SMALL);
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}0{}", open.repeat(100_000), close.repeat(100_000));
        let reply = answer_line(&mut session, &deep).unwrap();
        assert!(reply.contains("-32700"), "{reply}");
    }
}
