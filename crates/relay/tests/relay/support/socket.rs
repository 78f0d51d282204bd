use std::time::Duration;

use futures_util::StreamExt;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{self, Message, client::IntoClientRequest},
};

use super::House;

pub(super) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub(super) async fn socket(
    house: &House,
    path: &str,
    headers: &[(&'static str, &str)],
) -> Result<Socket, tungstenite::Error> {
    let url = format!("ws://{}{path}", house.relay.address);
    let mut request = url.into_client_request().unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    connect_async(request).await.map(|(socket, _)| socket)
}

pub(super) async fn next_frames(socket: &mut Socket) -> Option<Vec<u8>> {
    loop {
        let message = timeout(Duration::from_secs(10), socket.next())
            .await
            .unwrap_or_else(|_| panic!("nothing came within 10 s"));
        match message? {
            Ok(Message::Binary(bytes)) => return Some(bytes.to_vec()),
            Ok(Message::Close(_)) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}
