//! An agent's socket, without a console.

use alongside_demo::Demo;
use alongside_protocol::{
    WIRE_VERSION, frame,
    message::{FromAgent, Hello, Presence, ToAgent},
};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

pub struct Desk(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Desk {
    /// Logs in and is available.
    pub async fn opens(demo: &Demo) -> Self {
        let body = format!(r#"{{"name":"{}","password":"{}"}}"#, demo.login.name, demo.login.password);
        let address = format!("{}/api/login", demo.console);
        let cookie = tokio::task::spawn_blocking(move || {
            let answer = ureq::post(address).header("content-type", "application/json").send(body).unwrap();
            let cookie = answer.headers().get("set-cookie").unwrap().to_str().unwrap().to_owned();
            cookie.split(';').next().unwrap().to_owned()
        })
        .await
        .unwrap();
        let door = format!("{}/agent", demo.console.replace("http:", "ws:"));
        let mut request = door.into_client_request().unwrap();
        for (name, value) in [("origin", &demo.console), ("cookie", &cookie)] {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let (socket, _) = connect_async(request).await.unwrap();
        let mut desk = Self(socket);
        let hello = Hello { version: WIRE_VERSION, site: String::new(), resume: None, received: 0 };
        desk.send(&FromAgent::Hello(hello)).await;
        desk.send(&FromAgent::Presence(Presence { available: true })).await;
        desk
    }

    pub async fn send(&mut self, message: &FromAgent) {
        self.0.send(Message::Binary(message.encode(0).into())).await.unwrap();
    }

    /// What comes next; nothing is lost when it is not waited for to the end.
    pub async fn next(&mut self) -> ToAgent {
        loop {
            let message = self.0.next().await.expect("the line stands");
            let Message::Binary(bytes) = message.unwrap() else { continue };
            let (frame, _) = frame::decode(&bytes).unwrap();
            if let Some(message) = ToAgent::decode(&frame).unwrap() {
                return message;
            }
        }
    }
}
