use alongside_protocol::message::RefusalCode;
use sqlx::{Connection, SqliteConnection};
use tokio_tungstenite::tungstenite;

use crate::support::{Agent, House, PASSWORD, get, log_in, post};

const ENDED: &str = "not logged in, or the session has ended";

fn sentence(body: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    body["message"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_log_in_gives_a_session_of_its_own() {
    let house = House::open().await;
    let answer = log_in(&house, "sam", PASSWORD).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, r#"{"name":"sam","display":"Sam","sites":["shop"]}"#);
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"), "{cookie}");
    let me = get(house.url("/api/me"), answer.cookie).await;
    assert_eq!(me.status, 200);
    assert_eq!(me.body, answer.body);
}

#[tokio::test]
async fn an_unknown_agent_and_a_wrong_password_sound_the_same() {
    let house = House::open().await;
    for (name, password) in [("nobody", PASSWORD), ("dana", "wrong horse")] {
        let answer = log_in(&house, name, password).await;
        assert_eq!(answer.status, 401);
        assert_eq!(sentence(&answer.body), "the name or the password is wrong");
        assert_eq!(answer.cookie, None);
    }
}

#[tokio::test]
async fn after_five_failures_a_name_is_shut_for_a_while() {
    let house = House::open().await;
    for _ in 0..5 {
        assert_eq!(log_in(&house, "dana", "wrong horse").await.status, 401);
    }
    let answer = log_in(&house, "dana", PASSWORD).await;
    assert_eq!(answer.status, 429);
    assert_eq!(sentence(&answer.body), "too many failed attempts: try again in 5 min");
    assert_eq!(log_in(&house, "noor", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn without_a_session_the_console_is_refused() {
    let house = House::open().await;
    let mut console = Agent::connect(&house, "alongside_session=forged").await.unwrap();
    let refusal = console.refusal().await;
    assert_eq!(refusal.code, RefusalCode::Agent);
    assert_eq!(refusal.message, ENDED);
    assert_eq!(console.maybe_next().await, None);
    let me = get(house.url("/api/me"), None).await;
    assert_eq!((me.status, sentence(&me.body)), (401, ENDED.to_owned()));
}

#[tokio::test]
async fn an_expired_session_is_refused() {
    let house = House::open().await;
    let cookie = log_in(&house, "dana", PASSWORD).await.cookie.unwrap();
    let database = format!("sqlite://{}", house.database().display());
    let mut database = SqliteConnection::connect(&database).await.unwrap();
    sqlx::query("UPDATE session SET expires_at = 1").execute(&mut database).await.unwrap();
    let mut console = Agent::connect(&house, &cookie).await.unwrap();
    assert_eq!(console.refusal().await.message, ENDED);
}

#[tokio::test]
async fn logging_out_ends_the_session_and_closes_the_console() {
    let house = House::open().await;
    let cookie = log_in(&house, "dana", PASSWORD).await.cookie.unwrap();
    let mut console = Agent::connect(&house, &cookie).await.unwrap();
    console.hello().await;
    let answer = post(house.url("/api/logout"), String::new(), Some(cookie.clone())).await;
    assert_eq!(answer.status, 204);
    assert_eq!(console.refusal().await.message, ENDED);
    assert_eq!(get(house.url("/api/me"), Some(cookie)).await.status, 401);
}

#[tokio::test]
async fn a_page_of_another_origin_can_t_be_a_console() {
    let house = House::open().await;
    let url = format!("ws://{}/agent", house.relay.address);
    let mut request = tungstenite::client::IntoClientRequest::into_client_request(url).unwrap();
    let evil = "https://evil.example".parse().unwrap();
    request.headers_mut().insert("origin", evil);
    let failure = tokio_tungstenite::connect_async(request).await;
    let Err(tungstenite::Error::Http(response)) = failure else {
        panic!("upgraded");
    };
    assert_eq!(response.status(), 403);
    assert_eq!(
        String::from_utf8(response.body().clone().unwrap()).unwrap(),
        format!("the console of {} was expected, `https://evil.example` was found", house.relay.address)
    );
}

#[tokio::test]
async fn only_the_hash_of_a_session_is_kept() {
    let house = House::open().await;
    let cookie = log_in(&house, "dana", PASSWORD).await.cookie.unwrap();
    let token = cookie.split_once('=').unwrap().1.to_owned();
    assert_eq!(token.len(), 64);
    let database = house.database();
    house.relay.shutdown().await;
    let stored = std::fs::read(database).unwrap();
    let found = stored.windows(token.len()).any(|window| window == token.as_bytes());
    assert!(!found);
}

#[tokio::test]
async fn an_agent_added_to_the_database_can_log_in() {
    let house = House::open().await;
    let agent = alongside_relay::NewAgent {
        name: "kim".to_owned(),
        display: "Kim".to_owned(),
        password: "battery staple".to_owned(),
        sites: Some(vec!["bank".to_owned()]),
        writes_flows: false,
    };
    alongside_relay::add_agent(&house.database(), agent).await.unwrap();
    let answer = log_in(&house, "kim", "battery staple").await;
    assert_eq!(answer.body, r#"{"name":"kim","display":"Kim","sites":["bank"]}"#);
}
