//! A customer's connection.

use std::sync::Arc;

use alongside_protocol::message::{FromCustomer, Hello, Refusal, RefusalCode, ToCustomer};
use axum::{
    extract::{State, WebSocketUpgrade, ws::WebSocket},
    http::{HeaderMap, StatusCode, header::ORIGIN},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use tracing::{debug, warn};

use crate::{
    hub::{
        engagement::LONGEST_LINE,
        io::{Counted, CustomerHello, FromPage, Input, SocketId},
    },
    outbox::outbox,
    rate::Bucket,
    secret,
    socket::{Connection, Refused, frames, garbled},
    state::Shared,
};

/// Room for the headers of a message's frames beside the largest payload.
const HEADERS: usize = 64 * 1024;

const PAGE: u8 = 24;

const SHEET: u8 = 30;

/// The longest payload of everything but a page and its style sheets.
const SMALL: usize = 64 * 1024;

pub(crate) async fn upgrade(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Some(origin) = headers.get(ORIGIN).and_then(|value| value.to_str().ok()) else {
        let message = "a page names its origin; this request has none";
        return (StatusCode::FORBIDDEN, message).into_response();
    };
    let allowed = shared.config.sites.iter().any(|site| site.origins.iter().any(|allowed| allowed == origin));
    if !allowed {
        let message = format!("the origin {origin} belongs to no site of this relay");
        // The browser keeps the answer from the page.
        warn!("{message}");
        return (StatusCode::FORBIDDEN, message).into_response();
    }
    let Ok(permit) = shared.customers.clone().try_acquire_owned() else {
        let most = shared.config.limits.max_customers;
        let message = format!("this relay serves {most} customers at a time, and is full");
        warn!(most, "a customer found the relay full");
        return (StatusCode::SERVICE_UNAVAILABLE, message).into_response();
    };
    let origin = origin.to_owned();
    let largest = shared.config.limits.max_frame_bytes + HEADERS;
    upgrade.max_message_size(largest).max_frame_size(largest).on_upgrade(move |socket| async move {
        run(&shared, socket, origin).await;
        drop(permit);
    })
}

async fn run(shared: &Arc<Shared>, socket: WebSocket, origin: String) {
    let _counted = shared.tasks.token();
    let (outbox, inbox) = outbox();
    let Ok(id) = shared.desk.open(outbox).await else {
        return;
    };
    let mut connection = Connection::new(socket, inbox);
    let ended = serve(shared, &mut connection, id, origin).await;
    let _ = shared.desk.input(Input::Closed(id)).await;
    if let Err(Refused(code, message)) = ended {
        debug!(socket = id.0, message, "refused");
        let refusal = ToCustomer::Refusal(Refusal { code, message });
        connection.refuse(refusal.encode(0)).await;
    }
}

async fn serve(
    shared: &Arc<Shared>,
    connection: &mut Connection,
    id: SocketId,
    origin: String,
) -> Result<(), Refused> {
    let limits = &shared.config.limits;
    let mut bucket = Bucket::new(limits.frames_per_second, limits.frames_burst, shared.clock.now());
    let Some(first) = connection.first().await? else {
        return Ok(());
    };
    let (hello, rest) = read_first(shared, &first)?;
    take(&mut bucket, 1 + rest.len(), shared)?;
    if welcome(shared, id, origin, hello).await.is_err() {
        return Ok(());
    }
    let (mut arrived, mut length) = (rest, first.len());
    loop {
        if !arrived.is_empty() {
            let input = Input::CustomerFrames(id, arrived);
            if shared.desk.weighed(input, length).await.is_err() {
                return Ok(());
            }
        }
        let Some(bytes) = connection.message().await? else {
            return Ok(());
        };
        arrived = read(shared, &bytes)?;
        length = bytes.len();
        take(&mut bucket, arrived.len(), shared)?;
    }
}

fn take(bucket: &mut Bucket, frames: usize, shared: &Shared) -> Result<(), Refused> {
    if bucket.take(frames, shared.clock.now()) {
        return Ok(());
    }
    let limits = &shared.config.limits;
    let message = format!(
        "at most {} frames a second and {} at once are accepted",
        limits.frames_per_second, limits.frames_burst
    );
    Err(Refused(RefusalCode::Rate, message))
}

/// The greeting, with what the store knows of the visit it names.
async fn welcome(
    shared: &Shared,
    socket: SocketId,
    origin: String,
    hello: Hello,
) -> Result<(), crate::desk::Stopped> {
    let stored = match &hello.resume {
        Some(resume) => shared.store.visit(&resume.visit).await.unwrap_or_else(|failure| {
            warn!(%failure, "a stored visit can't be read");
            None
        }),
        None => None,
    };
    let input = Input::CustomerHello(Box::new(CustomerHello {
        socket,
        origin,
        hello,
        fresh: (secret::id(), secret::token()),
        stored,
    }));
    shared.desk.input(input).await
}

fn read_first(shared: &Shared, bytes: &Bytes) -> Result<(Hello, Vec<Counted<FromPage>>), Refused> {
    let frames = frames(bytes, |kind| most(shared, kind), name).map_err(garbled)?;
    let first = match frames.first() {
        Some(frame) => FromCustomer::decode(frame).map_err(|error| garbled(error.to_string()))?,
        None => None,
    };
    let Some(FromCustomer::Hello(hello)) = first else {
        let found = frames.first().map_or("nothing", |frame| name(frame.kind));
        let message = format!("the first frame should be `Hello`, found `{found}`");
        return Err(garbled(message));
    };
    Ok((hello, counted(bytes, &frames[1..])?))
}

fn read(shared: &Shared, bytes: &Bytes) -> Result<Vec<Counted<FromPage>>, Refused> {
    let frames = frames(bytes, |kind| most(shared, kind), name).map_err(garbled)?;
    counted(bytes, &frames)
}

fn counted(
    bytes: &Bytes,
    frames: &[alongside_protocol::frame::Frame<'_>],
) -> Result<Vec<Counted<FromPage>>, Refused> {
    let mut out = Vec::with_capacity(frames.len());
    for frame in frames {
        let body = if frame.kind == PAGE {
            // The content is the agent's to read; here it must only be one piece.
            match postcard::take_from_bytes::<&[u8]>(frame.payload) {
                Ok((_, [])) => Some(FromPage::Page(bytes.slice_ref(frame.payload))),
                _ => return Err(garbled("the payload of a `Page` frame is garbled".to_owned())),
            }
        } else {
            match FromCustomer::decode(frame).map_err(|error| garbled(error.to_string()))? {
                Some(FromCustomer::Hello(_)) => {
                    return Err(garbled("`Hello` came a second time".to_owned()));
                }
                Some(FromCustomer::Chat(chat)) if chat.text.len() > LONGEST_LINE => {
                    return Err(garbled(format!(
                        "a line of a conversation holds at most {LONGEST_LINE} bytes, found {}",
                        chat.text.len()
                    )));
                }
                message => message.map(FromPage::Message),
            }
        };
        out.push(Counted { sequence: frame.sequence, body });
    }
    Ok(out)
}

fn most(shared: &Shared, kind: u8) -> usize {
    let most = shared.config.limits.max_frame_bytes;
    if matches!(kind, PAGE | SHEET) { most } else { most.min(SMALL) }
}

/// The name of a frame's message, for people.
fn name(kind: u8) -> &'static str {
    match kind {
        1 => "Hello",
        2 => "Ack",
        10 => "Facts",
        11 => "Status",
        20 => "Engage",
        21 => "Leave",
        22 => "Chat",
        23 => "Rtc",
        PAGE => "Page",
        28 => "CallState",
        SHEET => "Sheet",
        32 => "NoPicture",
        40 => "AskServers",
        36 => "Quality",
        41 => "CallAway",
        44 => "SoundMoved",
        77 => "AskSlots",
        78 => "AskCallback",
        64 => "OtherTab",
        69 => "Recording",
        _ => "unknown",
    }
}
