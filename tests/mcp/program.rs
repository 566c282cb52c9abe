//! The program: its streams, its end, and what it is made of.

use crate::frames::{expect_reply, make_lines};
use serde_json::{Value, json};
use std::{
    fs,
    io::{Read, Write},
    process::{Command, Stdio},
};

const START: &str =
    r#"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#;

/// The replies of the program to what it is sent, which it survives.
fn converse(arguments: &[&str], sent: &[u8]) -> Vec<Value> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .arg("mcp")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = program.stdin.take().unwrap();
    let sent = sent.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&sent).unwrap());
    let told = program.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(told.status.code(), Some(0));
    assert_eq!(String::from_utf8(told.stderr).unwrap(), "");
    let told = String::from_utf8(told.stdout).unwrap();
    told.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ping(id: u32) -> String {
    format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"ping"}}"#)
}

#[test]
fn the_stream_goes_on_behind_what_is_no_message() {
    let mut sent = format!("\u{feff}{START}\r\n\r\n   \n").into_bytes();
    sent.extend(format!("{}\n", "x".repeat(5 << 20)).bytes());
    sent.extend(format!("{}\n", ping(1)).bytes());
    sent.extend(b"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"p\xff\xfe\"}\n");
    sent.extend(format!("{}\n{{\"jsonrpc\n", ping(3)).bytes());
    // The last line need not end.
    sent.extend(ping(4).bytes());
    let replies = converse(&[], &sent);
    let codes: Vec<_> =
        replies.iter().map(|it| (it["id"].as_i64(), it["error"]["code"].as_i64())).collect();
    assert_eq!(
        codes,
        [
            (Some(0), None),
            (None, Some(-32600)),
            (Some(1), None),
            (None, Some(-32700)),
            (Some(3), None),
            (None, Some(-32700)),
            (Some(4), None),
        ]
    );
    assert_eq!(replies[1]["error"]["message"], "a message has at most 4 MiB");
}

#[test]
fn the_program_outlives_ten_thousand_frames() {
    let lines = make_lines(10_000, 0x9e37_79b9_7f4a_7c15);
    // What cancels a request depends on what still waits.
    let lines: Vec<_> = lines.into_iter().filter(|it| !it.contains("cancelled")).collect();
    let expected: Vec<_> = lines.iter().filter_map(|line| expect_reply(line)).collect();
    let replies = converse(&["--terms", "tests/fixtures/small"], lines.join("\n").as_bytes());
    let ids: Vec<_> = replies.iter().map(|reply| reply["id"].clone()).collect();
    assert_eq!(ids, expected);
}

#[test]
fn a_request_that_waits_can_be_cancelled() {
    let text = "Our CS team looks at churn. ".repeat(20_000);
    let slow = json!({"name": "check_text", "arguments": {"text": text}});
    let slow = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": slow});
    let cancel = json!({"requestId": 2, "reason": "not wanted"});
    let cancel = json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancel});
    let sent = format!("{START}\n{slow}\n{}\n{cancel}\n{}\n", ping(2), ping(3));
    let replies = converse(&[], sent.as_bytes());
    let ids: Vec<_> = replies.iter().map(|reply| reply["id"].as_i64().unwrap()).collect();
    assert_eq!(ids, [0, 1, 3]);
}

#[test]
fn nothing_at_all_is_a_good_end() {
    assert_eq!(converse(&[], b""), Vec::<Value>::new());
}

#[test]
fn an_assistant_that_listens_no_more_is_a_good_end() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .arg("mcp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let mut stdin = program.stdin.take().unwrap();
    // It may end before it has read all.
    let _ = writeln!(stdin, "{START}\n{}", ping(1));
    assert_eq!(program.wait().unwrap().code(), Some(0));
    let mut told = String::new();
    program.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!(told, "");
}

#[test]
fn an_overlay_is_asked_and_kept_private() {
    let meta = r#""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#;
    let line = |id: u32, method: &str, params: &str| {
        format!(
            "{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{{{meta}{params}}}}}\n"
        )
    };
    let call = r#","name":"define_term","arguments":{"term":"gravel bike"}"#;
    let sent = line(1, "tools/list", "") + &line(2, "tools/call", call);
    let replies = converse(&["--terms", "tests/fixtures/small"], sent.as_bytes());
    assert_eq!(replies[0]["result"]["cacheScope"], "private");
    assert_eq!(replies[1]["result"]["structuredContent"]["concepts"][0]["id"], "gravel-bike");
    let replies = converse(&["--terms", "built-in"], line(1, "tools/list", "").as_bytes());
    assert_eq!(replies[0]["result"]["cacheScope"], "public");
}

#[test]
fn a_broken_corpus_is_told_before_anything_is_answered() {
    let told = Command::new(env!("CARGO_BIN_EXE_cxterms"))
        .args(["mcp", "--terms", "tests/fixtures/nosuch"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(told.status.code(), Some(2));
    assert!(told.stdout.is_empty() && !told.stderr.is_empty());
}

/// Crates by which programs speak over networks or wait for them.
const NETWORK: [&str; 18] = [
    "async-std",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rmcp",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tungstenite",
    "ureq",
];

#[test]
fn nothing_of_it_can_reach_a_network() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let tree = ["tree", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let told = Command::new(cargo).args(tree).output().unwrap();
    let tree = String::from_utf8(told.stdout).unwrap();
    assert!(tree.starts_with("cxterms "), "{}", String::from_utf8_lossy(&told.stderr));
    let found = tree.lines().filter_map(|line| line.split(' ').next());
    let found: Vec<_> = found.filter(|name| NETWORK.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
    let mut folders = vec!["src", "base/src", "page/src", "document/src", "exchange/src"]
        .into_iter()
        .map(std::path::PathBuf::from)
        .collect::<Vec<_>>();
    while let Some(path) = folders.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => folders.extend(entries.map(|entry| entry.unwrap().path())),
            Err(_) => {
                let text = fs::read_to_string(&path).unwrap();
                assert!(
                    !text.contains("std::net") && !text.contains("TcpStream"),
                    "{}",
                    path.display()
                );
            }
        }
    }
}
