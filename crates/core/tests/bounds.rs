//! Whatever a page does, what is kept of it and what one frame holds stays bounded.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;
#[path = "common/walker.rs"]
mod walker;

use alongside_core::{
    engine::{Command, Input},
    observe::mirror::Mirror,
    privacy::Policy,
};
use alongside_protocol::{
    frame::{self, MAX_PAYLOAD},
    message::{Ack, Channel, Chat, FromCustomer, Stage, ToCustomer},
    page::{Content, Op, Sheet, SheetHash},
};
use common::{Tab, config};
use walker::{BODY, Batch, DOCUMENT, Reader, told};

const MEGABYTE: usize = 1024 * 1024;

fn mirror() -> Mirror {
    Mirror::new(Policy::default()).with_sheets_kept()
}

/// A page of a list with so many items, each a text.
fn list(items: u32, text: &str) -> Batch {
    (0..items).fold(Batch::page("https://site.example/"), |page, item| page.text(10 + item, BODY, text))
}

/// Reads frames, none of which the relay would refuse.
fn read(reader: &mut Reader, frames: &[Vec<u8>]) {
    for frame in frames {
        assert!(frame.len() < MAX_PAYLOAD - 64, "a frame of {} bytes", frame.len());
        reader.read(frame);
    }
}

fn length(reader: &Reader, node: u32) -> usize {
    match &reader.model.get(node).unwrap().content {
        Content::Text { text } => text.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_long_list_is_told_in_several_frames() {
    let (mut mirror, mut reader) = (mirror(), Reader::default());
    let frames = list(20_000, "item").into(&mut mirror).frames;
    assert!(frames.len() >= 5, "{} frames", frames.len());
    let most = frames.iter().map(|frame| reader.read(frame).ops.len()).max().unwrap();
    assert!(most <= 4_001, "{most} operations in one frame");
    assert_eq!(reader.model.len(), 20_002);
}

#[test]
fn a_deep_page_of_long_lists_is_told_in_several_frames() {
    let (mut mirror, mut reader) = (mirror(), Reader::default());
    let (depth, items) = (30, 3_000);
    let list = |level: u32| if level == 0 { BODY } else { 10 + (level - 1) * (items + 1) };
    // Each list stands before the items of the one around it.
    let page = Batch::page("https://site.example/");
    let page = (1..=depth).fold(page, |page, level| page.element(list(level), list(level - 1), "ul", &[]));
    let page = (1..=depth).fold(page, |page, level| {
        let id = list(level);
        (1..=items).fold(page, |page, item| page.text(id + item, id, "item"))
    });
    let frames = page.into(&mut mirror).frames;
    let most = frames.iter().map(|frame| reader.read(frame).ops.len()).max().unwrap();
    assert!(most <= 4_010, "{most} operations in one frame");
    assert_eq!(reader.model.len(), 2 + depth as usize * (items as usize + 1));
}

#[test]
fn no_frame_is_larger_than_the_relay_takes() {
    let (mut mirror, mut reader) = (mirror(), Reader::default());
    let long = "x".repeat(MEGABYTE);
    read(&mut reader, &list(20, &long).into(&mut mirror).frames);
    assert!((10..30).all(|node| length(&reader, node) == MEGABYTE));
    // And when all of it changes at once.
    let other = "y".repeat(MEGABYTE);
    let changed = (10..30).fold(Batch::default(), |batch, node| batch.set_text(node, &other));
    let frames = changed.into(&mut mirror).frames;
    assert!(frames.len() >= 4, "{} frames", frames.len());
    read(&mut reader, &frames);
    let check = mirror.check().unwrap();
    reader.read(&check);
}

#[test]
fn what_is_longer_than_a_frame_is_cut() {
    let (mut mirror, mut reader) = (mirror(), Reader::default());
    let page = list(1, &"x".repeat(20 * MEGABYTE));
    let value = "v".repeat(300_000);
    let page = page.element(
        90,
        BODY,
        "p",
        &[("class", &value), ("lang", &value), ("dir", &value), ("role", &value)],
    );
    read(&mut reader, &page.into(&mut mirror).frames);
    assert_eq!(length(&reader, 10), MEGABYTE);
    let later = Batch::default().attribute(90, "title", &"t".repeat(900_000)).attribute(90, "dir", "ltr");
    read(&mut reader, &later.into(&mut mirror).frames);
    let Content::Element { attributes, .. } = &reader.model.get(90).unwrap().content else {
        panic!("no element")
    };
    let bytes: usize = attributes.iter().map(|(name, value)| name.len() + value.len()).sum();
    assert!(bytes <= MEGABYTE && attributes.len() >= 3, "{bytes} bytes in {} attributes", attributes.len());
    assert!(attributes.iter().any(|(name, value)| &**name == "dir" && &**value == "ltr"));
}

fn rules(number: usize, bytes: usize) -> String {
    let rule = format!("p{number}{{order:{number}}}");
    rule.repeat(bytes / rule.len())
}

#[test]
fn rules_of_a_sheet_that_is_edited_all_the_time_are_forgotten() {
    let (mut mirror, mut reader) = (mirror(), Reader::default());
    read(&mut reader, &Batch::page("https://site.example/").into(&mut mirror).frames);
    for number in 0..400 {
        let frames = Batch::default().sheet(DOCUMENT, &rules(number, 20_000)).into(&mut mirror).frames;
        read(&mut reader, &frames);
        assert!(mirror.sheet_bytes() <= MEGABYTE + 3 * 20_000, "{} bytes", mirror.sheet_bytes());
    }
    let [Sheet::Hash(hash)] = reader.model.get(DOCUMENT).unwrap().sheets[..] else { panic!("one hash") };
    assert!(mirror.rules_of(&hash).unwrap().as_str().contains("399"), "the rules of today are there");
}

#[test]
fn what_moves_all_the_time_while_nothing_is_told_is_noted_once() {
    let mut mirror = mirror();
    let page = list(3, "item").element(5, BODY, "ul", &[]).element(6, BODY, "ol", &[]);
    page.into(&mut mirror);
    // Batches that nobody is told of.
    let apply = |mirror: &mut Mirror, numbers: &[u32]| {
        mirror.apply(numbers, &[]).unwrap();
    };
    for _ in 0..1_000 {
        apply(&mut mirror, &[2, BODY, 0, 0, 2, 5, 6, 2, 5, 0, 0, 3, 10, 11, 12]);
        apply(&mut mirror, &[2, 5, 0, 0, 0, 2, 6, 0, 0, 3, 12, 11, 10]);
    }
    assert!(mirror.notes() < 20, "{}", mirror.notes());
    let mut reader = Reader::default();
    mirror.begin_anew();
    told(&mut mirror).iter().for_each(|frame| drop(reader.read(frame)));
    assert_eq!(reader.model.get(6).unwrap().children, [12, 11, 10]);
}

/// What of the page was sent: frames' bytes and sheets' hashes.
fn sent(out: &[Command], last: &mut u64) -> Vec<(usize, Option<SheetHash>)> {
    let mut sent = Vec::new();
    for command in out {
        let Command::Send(bytes) = command else { continue };
        let (frame, _) = frame::decode(bytes).unwrap();
        *last = (*last).max(frame.sequence);
        match FromCustomer::decode(&frame).unwrap() {
            Some(FromCustomer::Page(_)) => sent.push((bytes.len(), None)),
            Some(FromCustomer::Sheet((hash, _))) => sent.push((bytes.len(), Some(hash))),
            _ => {}
        }
    }
    sent
}

/// A customer with an agent, and a page with forty large sheets.
fn accompanied() -> (Tab, Vec<SheetHash>, u64) {
    let mut tab = Tab::online(config());
    tab.feed(Input::Arrived { path: "/".into(), fragment: String::new(), heading: "Home".into() });
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, Stage::Active { agent: "Ada".into() });
    let mut numbers = vec![1, 1, 0, 0, 9, 0, 800, 600, 0, 6, 1, 40];
    numbers.extend(1..=40);
    numbers.push(15);
    let sheets: Vec<String> = (0..40).map(|number| rules(number, 20_000)).collect();
    let strings = format!("https://site.example/\0{}", sheets.join("\0"));
    let (mut last, mut hashes) = (0, Vec::new());
    let out = tab.feed(Input::PageBatch { numbers, strings });
    let mut reader = Reader::default();
    for command in &out {
        let Command::Send(bytes) = command else { continue };
        let (frame, _) = frame::decode(bytes).unwrap();
        if let Some(FromCustomer::Page(page)) = FromCustomer::decode(&frame).unwrap() {
            for op in reader.read(&page).ops {
                let Op::Sheets { sheets, .. } = op else { continue };
                hashes.extend(sheets.iter().filter_map(|sheet| match sheet {
                    Sheet::Hash(hash) => Some(*hash),
                    Sheet::Rules(_) => None,
                }));
            }
        }
    }
    sent(&out, &mut last);
    assert_eq!(hashes.len(), 40);
    tab.relay_says(&ToCustomer::Ack(Ack { received: last }), false);
    (tab, hashes, last)
}

#[test]
fn sheets_go_no_faster_than_the_line_takes_them_and_each_once() {
    let (mut tab, hashes, mut last) = accompanied();
    let (mut got, mut rounds) = (Vec::new(), 0);
    let mut out = tab.relay_says(&ToCustomer::LackSheets(hashes.clone()), true);
    // And for what there is not.
    out.extend(tab.relay_says(&ToCustomer::LackSheets(vec![[9; 16]; 500]), true));
    while got.len() < hashes.len() {
        let sent = sent(&out, &mut last);
        let bytes: usize = sent.iter().map(|(bytes, _)| bytes).sum();
        assert!(bytes > 0 && bytes <= 192 * 1024 + 21_000, "{bytes} bytes under way");
        got.extend(sent.into_iter().filter_map(|(_, hash)| hash));
        out = tab.relay_says(&ToCustomer::Ack(Ack { received: last }), false);
        rounds += 1;
    }
    assert_eq!(got, hashes);
    assert!(rounds >= 4, "{rounds}");
    assert!(sent(&out, &mut last).is_empty(), "and then no more");
}

#[test]
fn sheets_under_way_are_not_kept_in_the_tab_nor_sent_again() {
    let (mut tab, hashes, mut last) = accompanied();
    tab.relay_says(&ToCustomer::LackSheets(hashes.clone()), true);
    let kept = tab.feed(Input::Leaving).into_iter().find_map(|command| match command {
        Command::Remember(bytes) => Some(bytes.len()),
        _ => None,
    });
    assert!(kept.unwrap() < 4_096, "{kept:?} bytes in the tab");
    tab.feed(Input::SocketClosed { code: 1006 });
    tab.feed(Input::NetworkChanged);
    tab.feed(Input::SocketOpened);
    let out = tab.relay_says(&common::welcome(true), false);
    let again = sent(&out, &mut last);
    assert!(again.iter().all(|(_, hash)| hash.is_none()), "{again:?}");
}

#[test]
fn what_a_site_tells_and_a_customer_says_fits_what_the_relay_takes() {
    let mut tab = Tab::new(config());
    let long = "ä".repeat(100_000);
    for number in 0..300 {
        let (path, fragment) = (format!("/{number}/{long}"), String::new());
        tab.feed(Input::Arrived { path, fragment, heading: long.clone() });
        let (key, value) = (format!("{number}{long}"), alongside_protocol::flow::Value::Text(long.clone()));
        tab.feed(Input::Context { key, value, text: long.clone() });
    }
    tab.feed(Input::Identify(long.clone()));
    let mut out = tab.feed(Input::SocketOpened);
    out.extend(tab.relay_says(&common::welcome(false), false));
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, Stage::Active { agent: "Ada".into() });
    out.extend(tab.feed(Input::Say(long)));
    let (mut facts, mut said) = (0, false);
    for command in out {
        let Command::Send(bytes) = command else { continue };
        assert!(bytes.len() < 64 * 1024, "{} bytes", bytes.len());
        let (frame, _) = frame::decode(&bytes).unwrap();
        match FromCustomer::decode(&frame).unwrap() {
            Some(FromCustomer::Facts(some)) => facts += some.len(),
            Some(FromCustomer::Chat(Chat { text })) => said = text.len() <= 16 * 1024 && text.len() > 4_000,
            _ => {}
        }
    }
    assert!(facts >= 200 && said, "{facts} facts");
}

#[test]
fn a_list_that_is_made_anew_all_the_time_leaves_no_old_ones_behind() {
    let (mut mirror, mut reader) = (mirror(), Reader::default());
    read(&mut reader, &Batch::page("https://site.example/").into(&mut mirror).frames);
    let (rows, mut last) = (6_000, 10);
    for _ in 0..20 {
        let old: Vec<u32> = (last - rows.min(last - 10)..last).collect();
        let all =
            (last..last + rows).fold(Batch::default().forget(&old), |batch, id| batch.text(id, BODY, "row"));
        last += rows;
        all.apply_to(&mut mirror).unwrap();
        // The line takes a frame, and then it is another list.
        let frame = mirror.tell(0).unwrap();
        reader.read(&frame);
        assert!(reader.model.len() < 20_000, "{} nodes in the copy", reader.model.len());
        assert!(mirror.notes() < 20_000, "{} notes", mirror.notes());
    }
    told(&mut mirror).iter().for_each(|frame| drop(reader.read(frame)));
    assert_eq!(reader.model.len(), rows as usize + 2);
    let check = mirror.check().unwrap();
    reader.read(&check);
}
