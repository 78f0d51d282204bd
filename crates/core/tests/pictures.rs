//! A picture of a canvas, a video or an image: made when the agent asks, where the
//! policy allows it, and taken back where it does so no longer.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;
#[path = "common/walker.rs"]
mod walker;

use alongside_core::{
    engine::{Command, Config, Input},
    observe::mirror::Mirror,
    privacy::{Level, Policy},
};
use alongside_protocol::{
    message::{Channel, EndedBy, FromCustomer, NoPicture, PictureOf, PictureRefusal, ToCustomer},
    page::{Decoder, NodeId, Op, PICTURE_BYTES},
};
use common::{Tab, active, config, ended, sent};
use walker::{BODY, Batch, DOCUMENT, told};

const CANVAS: NodeId = 3;
const VIDEO: NodeId = 4;
const MASKED: NodeId = 5;
const IN_MASKED: NodeId = 6;
const HIDDEN: NodeId = 7;
const EDITED: NodeId = 8;
const IN_EDITED: NodeId = 9;
const IMAGE: NodeId = 10;
const PARAGRAPH: NodeId = 11;
const NOWHERE: NodeId = 99;

const JPEG: [u8; 4] = [0xff, 0xd8, 0xff, 1];
const OTHER: [u8; 4] = [0xff, 0xd8, 0xff, 2];

fn page() -> Batch {
    Batch::page("https://bank.example/")
        .element(CANVAS, BODY, "canvas", &[])
        .element(VIDEO, BODY, "video", &[])
        .ruled(MASKED, BODY, Some(Level::MaskAllText), "div", &[])
        .element(IN_MASKED, MASKED, "canvas", &[])
        .ruled(HIDDEN, BODY, Some(Level::Hide), "canvas", &[])
        .element(EDITED, BODY, "div", &[("contenteditable", "")])
        .element(IN_EDITED, EDITED, "canvas", &[])
        .element(IMAGE, BODY, "img", &[("src", "/private.png")])
        .element(PARAGRAPH, BODY, "p", &[])
}

fn engaged_with(config: Config) -> Tab {
    let mut tab = Tab::online(config);
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, active());
    let (numbers, strings) = page().packed();
    tab.feed(Input::PageBatch { numbers, strings });
    tab.wait(100);
    tab
}

fn engaged() -> Tab {
    engaged_with(config())
}

fn ask(tab: &mut Tab, node: NodeId) -> Vec<Command> {
    tab.relay_says(&ToCustomer::Picture(PictureOf { node }), true)
}

/// Token, node and whether the customer's own may be shown, of what is to be made.
fn to_take(out: &[Command]) -> Vec<(u32, NodeId, bool)> {
    out.iter()
        .filter_map(|command| match command {
            Command::TakePicture { token, node, brought } => Some((*token, *node, *brought)),
            _ => None,
        })
        .collect()
}

fn refused(out: &[Command]) -> Vec<(NodeId, PictureRefusal)> {
    sent(out)
        .into_iter()
        .filter_map(|message| match message {
            FromCustomer::NoPicture(NoPicture { node, why }) => Some((node, why)),
            _ => None,
        })
        .collect()
}

/// How often bytes are in what left.
fn times(out: &[Command], bytes: &[u8]) -> usize {
    let sent = out.iter().filter_map(|command| match command {
        Command::Send(sent) => Some(sent),
        _ => None,
    });
    sent.map(|sent| sent.windows(bytes.len()).filter(|part| *part == bytes).count()).sum()
}

fn take(tab: &mut Tab, node: NodeId, bytes: &[u8]) -> Vec<Command> {
    let out = ask(tab, node);
    let [(token, _, _)] = to_take(&out)[..] else { return out };
    tab.feed(Input::PictureTaken { token, picture: Ok(bytes.to_vec()) })
}

#[test]
fn the_agent_asks_and_the_picture_comes_with_the_page() {
    let mut tab = engaged();
    for node in [CANVAS, VIDEO, IMAGE] {
        let out = ask(&mut tab, node);
        assert_eq!(to_take(&out).len(), 1, "{out:?}");
        let (token, asked, brought) = to_take(&out)[0];
        assert_eq!((asked, brought), (node, false), "the default shows nothing that was brought in");
        let out = tab.feed(Input::PictureTaken { token, picture: Ok(JPEG.to_vec()) });
        assert_eq!((times(&out, &JPEG), refused(&out)), (1, vec![]));
        let again = tab.feed(Input::PictureTaken { token, picture: Ok(OTHER.to_vec()) });
        assert_eq!(times(&again, &OTHER), 0, "an answer answers once");
    }
    let mut open = engaged_with(Config { policy: Policy::at(Level::Show), ..config() });
    assert!(to_take(&ask(&mut open, CANVAS))[0].2, "where all is shown, that is, too");
}

#[test]
fn what_the_policy_keeps_is_not_even_read() {
    let mut tab = engaged();
    for (node, why) in [
        (IN_MASKED, PictureRefusal::Private),
        (HIDDEN, PictureRefusal::Private),
        (IN_EDITED, PictureRefusal::Private),
        (MASKED, PictureRefusal::Private),
        (PARAGRAPH, PictureRefusal::Kind),
        (DOCUMENT, PictureRefusal::Kind),
        (NOWHERE, PictureRefusal::Gone),
        (0, PictureRefusal::Gone),
    ] {
        let out = ask(&mut tab, node);
        assert_eq!((to_take(&out), refused(&out)), (vec![], vec![(node, why)]));
    }
    let masked = Config { policy: Policy::at(Level::MaskAllText), ..config() };
    let never = Config { policy: Policy::at(Level::Show).without_pictures(), ..config() };
    for (config, why) in [(masked, PictureRefusal::Private), (never, PictureRefusal::Never)] {
        let out = ask(&mut engaged_with(config), CANVAS);
        assert_eq!((to_take(&out), refused(&out)), (vec![], vec![(CANVAS, why)]));
    }
}

#[test]
fn without_an_agent_nobody_is_answered() {
    let mut tab = engaged();
    let (token, ..) = to_take(&ask(&mut tab, CANVAS))[0];
    tab.engagement(Channel::Chat, ended(EndedBy::Agent));
    let mut out = tab.feed(Input::PictureTaken { token, picture: Ok(JPEG.to_vec()) });
    out.extend(ask(&mut tab, VIDEO));
    assert_eq!((times(&out, &JPEG), to_take(&out), refused(&out)), (0, vec![], vec![]));
}

#[test]
fn nothing_is_taken_or_told_while_the_customer_shows_nothing() {
    let mut tab = engaged();
    let (token, ..) = to_take(&ask(&mut tab, CANVAS))[0];
    tab.feed(Input::PauseView(true));
    let paused = vec![(CANVAS, PictureRefusal::Paused)];
    let out = tab.feed(Input::PictureTaken { token, picture: Ok(JPEG.to_vec()) });
    assert_eq!((times(&out, &JPEG), refused(&out)), (0, paused), "also what was under way");
    let out = ask(&mut tab, VIDEO);
    assert_eq!((to_take(&out), refused(&out)), (vec![], vec![(VIDEO, PictureRefusal::Paused)]));
    let mut out = tab.feed(Input::PauseView(false));
    out.extend(tab.wait(5_000));
    assert_eq!(times(&out, &JPEG), 0, "nor does it come later");
}

#[test]
fn of_one_element_a_picture_a_second() {
    let mut tab = engaged();
    assert_eq!(times(&take(&mut tab, CANVAS, &JPEG), &JPEG), 1);
    tab.wait(999);
    assert_eq!(refused(&ask(&mut tab, CANVAS)), [(CANVAS, PictureRefusal::Soon)]);
    assert_eq!(times(&take(&mut tab, VIDEO, &OTHER), &OTHER), 1, "of another one it may be");
    tab.wait(1);
    assert_eq!(times(&take(&mut tab, CANVAS, &OTHER), &OTHER), 1);

    let (token, ..) = to_take(&ask(&mut tab, IMAGE))[0];
    tab.wait(9_999);
    assert_eq!(refused(&ask(&mut tab, IMAGE)), [(IMAGE, PictureRefusal::Soon)], "it may still come");
    tab.wait(1);
    assert_eq!(to_take(&ask(&mut tab, IMAGE)).len(), 1);
    let late = tab.feed(Input::PictureTaken { token, picture: Ok(JPEG.to_vec()) });
    assert_eq!((times(&late, &JPEG), refused(&late)), (0, vec![]), "what is late is dropped");
}

#[test]
fn why_there_is_none_is_told() {
    let mut tab = engaged();
    let long = [JPEG.to_vec(), vec![0; PICTURE_BYTES]].concat();
    for (node, picture, why) in [
        (CANVAS, Err(PictureRefusal::Foreign), PictureRefusal::Foreign),
        (VIDEO, Ok(long), PictureRefusal::Large),
        (IMAGE, Ok(b"4111 1111 1111 1111".to_vec()), PictureRefusal::Failed),
    ] {
        let (token, ..) = to_take(&ask(&mut tab, node))[0];
        let out = tab.feed(Input::PictureTaken { token, picture });
        assert_eq!(refused(&out), [(node, why)]);
    }
}

/// A page's mirror, with what its replica has been told.
struct Watched {
    mirror: Mirror,
    decoder: Decoder,
}

impl Watched {
    fn begin() -> Self {
        let mut mirror = Mirror::new(Policy::default());
        let applied = page().into(&mut mirror);
        let mut watched = Self { mirror, decoder: Decoder::default() };
        watched.read(applied.frames);
        watched
    }

    fn read(&mut self, frames: Vec<Vec<u8>>) -> Vec<Vec<Op>> {
        frames.iter().map(|frame| self.decoder.read(frame).unwrap().ops).collect()
    }

    /// Pictures in what is told now, frame by frame.
    fn pictures(&mut self) -> Vec<Vec<(NodeId, Vec<u8>)>> {
        let frames = told(&mut self.mirror);
        let of = |op: Op| match op {
            Op::Picture { node, bytes } => Some((node, bytes)),
            _ => None,
        };
        let all = self.read(frames).into_iter().map(|ops| ops.into_iter().filter_map(of).collect());
        all.collect::<Vec<Vec<_>>>()
    }

    fn change(&mut self, batch: Batch) -> Vec<(NodeId, Vec<u8>)> {
        let frames = batch.into(&mut self.mirror).frames;
        let ops = self.read(frames).into_iter().flatten();
        let pictures = ops.filter_map(|op| match op {
            Op::Picture { node, bytes } => Some((node, bytes)),
            _ => None,
        });
        pictures.collect()
    }
}

#[test]
fn a_snapshot_keeps_the_newest_pictures_each_in_a_frame_of_its_own() {
    let mut watched = Watched::begin();
    let many: Vec<NodeId> = (20..30).collect();
    let batch = many.iter().fold(Batch::default(), |batch, id| batch.element(*id, BODY, "canvas", &[]));
    let all: Vec<NodeId> =
        [CANVAS, VIDEO, MASKED, HIDDEN, EDITED, IMAGE, PARAGRAPH].into_iter().chain(many.clone()).collect();
    watched.change(batch.children(BODY, &all));
    for id in &many {
        watched.mirror.set_picture(*id, &JPEG).unwrap();
        assert_eq!(watched.pictures(), [[(*id, JPEG.to_vec())]]);
    }
    watched.mirror.begin_anew();
    let frames = watched.pictures();
    let told: Vec<NodeId> = frames.iter().flatten().map(|(node, _)| *node).collect();
    assert_eq!(told, many[2..], "eight are kept");
    assert!(frames.iter().all(|frame| frame.len() <= 1), "{frames:?}");
    assert!(watched.pictures().is_empty(), "and told once");
}

#[test]
fn a_picture_goes_when_its_part_becomes_stricter_or_the_element_another() {
    let mut watched = Watched::begin();
    for node in [CANVAS, IMAGE] {
        watched.mirror.set_picture(node, &JPEG).unwrap();
    }
    assert_eq!(watched.pictures().concat().len(), 2);
    assert_eq!(
        watched.change(Batch::default().level(BODY, Level::MaskAllText)),
        [(CANVAS, vec![]), (IMAGE, vec![])]
    );
    assert_eq!(watched.change(Batch::default().level(BODY, Level::Show)), [], "and does not come back");

    watched.mirror.set_picture(IMAGE, &JPEG).unwrap();
    watched.mirror.set_picture(VIDEO, &JPEG).unwrap();
    assert_eq!(watched.pictures().concat().len(), 2);
    watched.change(Batch::default().attribute(IMAGE, "src", "/other.png"));
    watched.mirror.begin_anew();
    assert_eq!(watched.pictures().concat(), [(VIDEO, JPEG.to_vec())]);
    // Newer, not told yet, and already too much.
    watched.mirror.set_picture(VIDEO, &OTHER).unwrap();
    assert_eq!(watched.change(Batch::default().level(VIDEO, Level::MaskAllText)), [(VIDEO, vec![])]);
}
