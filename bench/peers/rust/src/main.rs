//! Runs one of the Rust extractors over pages.py's output; the contract is the one of peers.py.
//!
//!     peers rs-trafilatura|dom_smoothie PAGES.jsonl [ROUNDS] > PRED.jsonl

use serde_json::{json, Value};
use std::io::{BufRead, BufWriter, Write};

fn rs_trafilatura(page: &Value) -> Option<Value> {
    let options = rs_trafilatura::Options {
        url: page["url"].as_str().map(str::to_string),
        ..Default::default()
    };
    let r = rs_trafilatura::extract_with_options(page["html"].as_str()?, &options).ok()?;
    Some(json!({"text": r.content_text, "title": r.metadata.title, "author": r.metadata.author,
        "date": r.metadata.date.map(|d| d.format("%Y-%m-%d").to_string())}))
}

fn dom_smoothie(page: &Value) -> Option<Value> {
    let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
    let mut reader = dom_smoothie::Readability::new(page["html"].as_str()?, page["url"].as_str(), Some(config)).ok()?;
    let a = reader.parse().ok()?;
    Some(json!({"text": a.text_content.to_string(), "title": a.title, "author": a.byline, "date": a.published_time}))
}

/// User and system seconds of this process so far, from /proc (clock ticks of 1/100 s).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or("");
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |i: usize| fields.get(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

fn peak_rss_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|v| v.parse().ok()).unwrap_or(0)
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let extract: fn(&Value) -> Option<Value> = match args[1].as_str() {
        "rs-trafilatura" => rs_trafilatura,
        "dom_smoothie" => dom_smoothie,
        other => panic!("unknown tool {other}"),
    };
    let file = std::io::BufReader::new(std::fs::File::open(&args[2]).expect("pages"));
    let pages: Vec<Value> = file.lines().map(|l| serde_json::from_str(&l.expect("line")).expect("json")).collect();
    let rounds: usize = args.get(3).map_or(1, |r| r.parse().expect("rounds"));
    std::panic::set_hook(Box::new(|_| {})); // a tool that panics on a page predicts nothing for it
    let (mut best, mut predictions) = (f64::MAX, Vec::new());
    for _ in 0..rounds {
        let start = cpu_seconds();
        predictions = pages.iter()
            .map(|p| std::panic::catch_unwind(|| extract(p)).ok().flatten())
            .collect();
        best = best.min(cpu_seconds() - start);
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut failed, mut bytes) = (0, 0);
    for (page, prediction) in pages.iter().zip(predictions) {
        bytes += page["html"].as_str().map_or(0, str::len);
        let mut prediction = prediction.unwrap_or_else(|| { failed += 1; json!({}) });
        prediction["id"] = page["id"].clone();
        writeln!(out, "{prediction}").expect("write");
    }
    eprintln!("{}", json!({"tool": args[1], "pages": pages.len(), "bytes": bytes, "cpu_s": best, "failed": failed,
        "peak_rss_kb": peak_rss_kb()}));
}
