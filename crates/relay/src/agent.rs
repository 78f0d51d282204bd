//! An agent's connection.

use std::{sync::Arc, time::Duration};

use alongside_protocol::message::{FromAgent, Hello, Refusal, RefusalCode, ToAgent};
use axum::{
    extract::{State, WebSocketUpgrade, ws::WebSocket},
    http::{
        HeaderMap, StatusCode,
        header::{HOST, ORIGIN},
    },
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use tokio::time::{Instant, sleep_until};

use crate::{
    hub::io::{AgentHello, Counted, Input, SocketId},
    outbox::outbox,
    session::{self, ENDED, Session},
    socket::{Connection, Refused, frames, garbled},
    state::Shared,
};

/// An agent's largest message is a session description.
const LARGEST: usize = 1024 * 1024;

pub(crate) async fn upgrade(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(HOST).unwrap_or_default();
    let origin = text(ORIGIN).unwrap_or_default();
    // Cookies go with every request of a browser, whichever page it comes from.
    if origin.split_once("://").map(|(_, authority)| authority) != Some(host) {
        let message = format!("the console of {host} was expected, `{origin}` was found");
        return (StatusCode::FORBIDDEN, message).into_response();
    }
    let session = session::of(&shared, &headers).await;
    upgrade
        .max_message_size(LARGEST)
        .max_frame_size(LARGEST)
        .on_upgrade(move |socket| async move { run(&shared, socket, session).await })
}

async fn run(shared: &Arc<Shared>, socket: WebSocket, session: Option<Session>) {
    let _counted = shared.tasks.token();
    let (outbox, inbox) = outbox();
    let mut connection = Connection::new(socket, inbox);
    let ended = match session {
        None => Err(Refused(RefusalCode::Agent, ENDED.to_owned())),
        Some(session) => {
            let Ok(id) = shared.desk.open(outbox).await else {
                return;
            };
            let left = session.ends_at.saturating_sub(shared.clock.now());
            let ends = Instant::now() + Duration::from_millis(left);
            let ended = tokio::select! {
                ended = serve(shared, &mut connection, id, session) => ended,
                () = sleep_until(ends) => Err(Refused(RefusalCode::Agent, ENDED.to_owned())),
            };
            let _ = shared.desk.input(Input::Closed(id)).await;
            ended
        }
    };
    if let Err(Refused(code, message)) = ended {
        let refusal = ToAgent::Refusal(Refusal { code, message });
        connection.refuse(refusal.encode(0)).await;
    }
}

async fn serve(
    shared: &Arc<Shared>,
    connection: &mut Connection,
    id: SocketId,
    session: Session,
) -> Result<(), Refused> {
    let Some(first) = connection.first().await? else {
        return Ok(());
    };
    let mut arrived = read(&first)?;
    let hello = match arrived.first_mut().map(|first| first.body.take()) {
        Some(Some(FromAgent::Hello(hello))) => hello,
        _ => return Err(garbled("the first frame should be `Hello`".to_owned())),
    };
    arrived.remove(0);
    if greet(shared, id, hello, session).await.is_err() {
        return Ok(());
    }
    loop {
        if !arrived.is_empty() {
            let input = Input::AgentFrames(id, arrived);
            if shared.desk.input(input).await.is_err() {
                return Ok(());
            }
        }
        let Some(bytes) = connection.message().await? else {
            return Ok(());
        };
        arrived = read(&bytes)?;
    }
}

async fn greet(
    shared: &Shared,
    id: SocketId,
    hello: Hello,
    session: Session,
) -> Result<(), crate::desk::Stopped> {
    let arrival = AgentHello {
        hello,
        session: session.token,
        name: session.account.name,
        display: session.account.display,
        sites: session.account.sites,
    };
    shared.desk.input(Input::AgentHello(id, arrival)).await
}

fn read(bytes: &Bytes) -> Result<Vec<Counted<FromAgent>>, Refused> {
    frames(bytes, |_| LARGEST, |_| "agent")
        .map_err(garbled)?
        .iter()
        .map(|frame| {
            Ok(Counted {
                sequence: frame.sequence,
                body: FromAgent::decode(frame).map_err(|error| garbled(error.to_string()))?,
            })
        })
        .collect()
}
