use alongside_protocol::versions::{Version, Versions, WritingCode};
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection};

use crate::support::{Answer, House, PASSWORD, SHOP, get, get_with, log_in, post, post_with};

/// A flow document that says one thing.
fn document(text: &str) -> String {
    let step = json!({ "id": "one", "target": "#one", "title": text, "text": text });
    json!({ "version": 3, "flows": [{ "id": "pay", "steps": [step] }] }).to_string()
}

fn sentence(answer: &Answer) -> String {
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    body["message"].as_str().unwrap().to_owned()
}

async fn code_of(house: &House, name: &str, site: &str) -> Answer {
    let cookie = log_in(house, name, PASSWORD).await.cookie;
    post(house.url(&format!("/api/sites/{site}/writing-code")), String::new(), cookie).await
}

/// A member of the shop's team with author mode open.
struct Author<'a> {
    house: &'a House,
    code: String,
}

impl<'a> Author<'a> {
    async fn of(house: &'a House, name: &str) -> Self {
        let answer = code_of(house, name, "shop").await;
        let code: WritingCode = serde_json::from_str(&answer.body).unwrap();
        Self { house, code: code.code }
    }

    fn shows(&self) -> Vec<(&'static str, String)> {
        vec![("authorization", format!("Bearer {}", self.code)), ("origin", SHOP.to_owned())]
    }

    async fn asks(&self, path: &str) -> Answer {
        get_with(self.house.url(&format!("/api/sites/shop/versions{path}")), self.shows()).await
    }

    async fn saves(&self, new: Value) -> Answer {
        post_with(self.house.url("/api/sites/shop/versions"), new.to_string(), self.shows()).await
    }

    async fn versions(&self) -> Vec<(u64, String, Option<u64>)> {
        let versions: Versions = serde_json::from_str(&self.asks("").await.body).unwrap();
        versions.versions.into_iter().map(|one| (one.version, one.by, one.restores)).collect()
    }
}

#[tokio::test]
async fn what_a_member_of_the_team_saves_is_what_pages_get_and_survives_a_restart() {
    let house = House::open().await;
    let none = get(house.url("/flows/shop"), None).await;
    assert_eq!((none.status, sentence(&none)), (404, "no flows were saved for a site `shop`".to_owned()));
    let saved =
        Author::of(&house, "sam").await.saves(json!({ "base": 0, "document": document("Pay") })).await;
    let version: Version = serde_json::from_str(&saved.body).unwrap();
    assert_eq!((saved.status, version.version, version.by.as_str()), (201, 1, "Sam"));

    let house = house.restart().await;
    let flows = get(house.url("/flows/shop"), None).await;
    assert_eq!((flows.status, flows.body), (200, document("Pay")));
    assert_eq!(flows.headers["content-type"], "application/json");
    assert_eq!(flows.headers["access-control-allow-origin"], "*");
    let tag = flows.headers["etag"].to_str().unwrap().to_owned();
    // As browsers give it back, also by way of a server that compresses.
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
        let again = get_with(house.url("/flows/shop"), vec![("if-none-match", known.clone())]).await;
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{known}");
    }
    let other = get_with(house.url("/flows/shop"), vec![("if-none-match", "\"other\"".to_owned())]).await;
    assert_eq!(other.status, 200);
    assert_eq!(get(house.url("/flows/bank"), None).await.status, 404, "another site's are its own");
}

#[tokio::test]
async fn an_older_version_becomes_the_newest_again() {
    let house = House::open().await;
    let author = Author::of(&house, "sam").await;
    author.saves(json!({ "base": 0, "document": document("Pay") })).await;
    author.saves(json!({ "base": 1, "document": document("Pya") })).await;
    let before = get(house.url("/flows/shop"), None).await;
    assert_eq!(author.saves(json!({ "base": 2, "restore": 1 })).await.status, 201);
    let after = get(house.url("/flows/shop"), None).await;
    assert_eq!(after.body, document("Pay"));
    assert_ne!(before.headers["etag"], after.headers["etag"]);
    let by = || "Sam".to_owned();
    assert_eq!(author.versions().await, [(3, by(), Some(1)), (2, by(), None), (1, by(), None)]);
    assert_eq!(author.asks("/2").await.body, document("Pya"), "nothing is lost by it");
    let gone = author.saves(json!({ "base": 3, "restore": 9 })).await;
    assert_eq!((gone.status, sentence(&gone)), (404, "there is no version 9, or not any more".to_owned()));
}

#[tokio::test]
async fn who_has_not_seen_the_newest_version_overwrites_nothing() {
    let house = House::open().await;
    let (sam, dana) = (Author::of(&house, "sam").await, Author::of(&house, "dana").await);
    sam.saves(json!({ "base": 0, "document": document("Sam's") })).await;
    for (base, told) in [
        (0, "version 1 was saved by Sam in the meantime, this was written from version 0: nothing was saved"),
        (7, "version 1 was saved by Sam in the meantime, this was written from version 7: nothing was saved"),
    ] {
        let refused = dana.saves(json!({ "base": base, "document": document("Dana's") })).await;
        assert_eq!((refused.status, sentence(&refused)), (409, told.to_owned()));
    }
    assert_eq!(get(house.url("/flows/shop"), None).await.body, document("Sam's"));
}

#[tokio::test]
async fn of_two_who_save_at_the_same_time_one_is_told_so() {
    let house = House::open().await;
    let (sam, dana) = (Author::of(&house, "sam").await, Author::of(&house, "dana").await);
    let (one, other) = tokio::join!(
        sam.saves(json!({ "base": 0, "document": document("Sam's") })),
        dana.saves(json!({ "base": 0, "document": document("Dana's") })),
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    assert_eq!(sam.versions().await.len(), 1);
}

#[tokio::test]
async fn what_a_page_could_not_read_is_not_saved() {
    let house = House::open().await;
    let author = Author::of(&house, "sam").await;
    for (document, told) in [
        ("{", "it is not JSON: EOF while parsing an object at line 1 column 1"),
        (r#"{"version":9,"flows":[]}"#, "version: expected 1, 2 or 3, found 9"),
        (
            r#"{"version":3,"flows":[{"id":"pay","steps":[]}]}"#,
            "flows[0].steps: expected at least one step, found none",
        ),
    ] {
        let refused = author.saves(json!({ "base": 0, "document": document })).await;
        assert_eq!((refused.status, sentence(&refused)), (422, told.to_owned()), "{document}");
    }
    for length in [530_000, 3_000_000] {
        let long = author.saves(json!({ "base": 0, "document": "x".repeat(length) })).await;
        let told = format!("a flow document has at most 512 KiB, this one has {length} bytes");
        assert_eq!((long.status, sentence(&long)), (422, told));
    }
    assert_eq!(author.saves(json!({ "document": document("Pay") })).await.status, 422);
    assert_eq!(author.versions().await, []);
}

#[tokio::test]
async fn only_who_may_write_a_site_s_flows_is_given_a_code_and_only_for_that_site() {
    let house = House::open().await;
    let nobody = post(house.url("/api/sites/shop/writing-code"), String::new(), None).await;
    assert_eq!(nobody.status, 401);
    // Noor serves the shop and writes no flows; Sam does not serve the bank.
    for (name, site) in [("noor", "shop"), ("sam", "bank"), ("sam", "nowhere")] {
        let refused = code_of(&house, name, site).await;
        let told = format!("you may not write the flows of a site `{site}`");
        assert_eq!((refused.status, sentence(&refused)), (403, told), "{name}");
    }
    let author = Author::of(&house, "sam").await;
    let other = get_with(house.url("/api/sites/bank/versions"), author.shows()).await;
    assert_eq!(other.status, 401);
    let cookie = log_in(&house, "sam", PASSWORD).await.cookie;
    let by_cookie = get(house.url("/api/sites/shop/versions"), cookie).await;
    assert_eq!(by_cookie.status, 401, "a page of the site can't use the console's session");
    for code in ["", "0123456789abcdef0123456789abcdef"] {
        let shown = vec![("authorization", format!("Bearer {code}"))];
        let refused = get_with(house.url("/api/sites/shop/versions"), shown).await;
        let told = "the code is wrong or has ended: get a new one on the console's page of flows";
        assert_eq!((refused.status, sentence(&refused).as_str()), (401, told));
    }
}

#[tokio::test]
async fn a_code_ends_with_its_time_and_with_the_right_to_write() {
    let house = House::open().await;
    let author = Author::of(&house, "sam").await;
    assert_eq!(author.asks("").await.status, 200);
    let mut database = connected(&house).await;
    sqlx::query("UPDATE writing_code SET expires_at = 1").execute(&mut database).await.unwrap();
    assert_eq!(author.asks("").await.status, 401);

    let code = Author::of(&house, "sam").await.code;
    let House { relay, dir } = house;
    relay.shutdown().await;
    let mut config = crate::support::config(dir.path());
    config.agents.iter_mut().for_each(|agent| agent.writes_flows = false);
    let house = House { relay: alongside_relay::Relay::start(config).await.unwrap(), dir };
    let author = Author { house: &house, code };
    assert_eq!(author.asks("").await.status, 401);
}

#[tokio::test]
async fn a_code_ends_with_the_next_one_and_with_the_log_in() {
    let house = House::open().await;
    let first = Author::of(&house, "sam").await;
    let second = Author::of(&house, "sam").await;
    assert_eq!((first.asks("").await.status, second.asks("").await.status), (401, 200));
    let cookie = log_in(&house, "sam", PASSWORD).await.cookie;
    post(house.url("/api/logout"), String::new(), cookie).await;
    assert_eq!(second.asks("").await.status, 401);
}

#[tokio::test]
async fn who_has_no_code_is_told_so_before_anything_is_read() {
    let house = House::open().await;
    let stranger = Author { house: &house, code: "nobody's".to_owned() };
    let refused = post_with(house.url("/api/sites/shop/versions"), "{".repeat(1024), stranger.shows()).await;
    assert_eq!(refused.status, 401);
    let author = Author::of(&house, "sam").await;
    let refused = post_with(house.url("/api/sites/shop/versions"), "{".to_owned(), author.shows()).await;
    assert_eq!(refused.status, 400);
}

#[tokio::test]
async fn the_pages_of_the_sites_may_ask_and_no_others() {
    let house = House::open().await;
    let author = Author::of(&house, "sam").await;
    let allowed = author.asks("").await;
    assert_eq!(allowed.headers["access-control-allow-origin"], SHOP);
    assert!(!allowed.headers.contains_key("access-control-allow-credentials"));
    let mut elsewhere = author.shows();
    elsewhere[1].1 = "https://evil.example".to_owned();
    let refused = get_with(house.url("/api/sites/shop/versions"), elsewhere).await;
    assert!(!refused.headers.contains_key("access-control-allow-origin"));
}

#[tokio::test]
async fn records_have_the_titles_of_the_newest_version() {
    let house = House::open().await;
    let author = Author::of(&house, "sam").await;
    for (base, title) in ["Pay", "Pay now"].into_iter().enumerate() {
        author.saves(json!({ "base": base, "document": document(title) })).await;
    }
    let mut database = connected(&house).await;
    for statement in [
        "INSERT INTO flow_day (site, day, flow, started) VALUES ('shop', date('now'), 'pay', 1)",
        "INSERT INTO step_day (site, day, flow, step, number, shown) VALUES ('shop', date('now'), 'pay', 'one', 1, 1)",
    ] {
        sqlx::query(statement).execute(&mut database).await.unwrap();
    }
    let cookie = log_in(&house, "sam", PASSWORD).await.cookie;
    let answer = get(house.url("/api/flows"), cookie).await;
    let records: Value = serde_json::from_str(&answer.body).unwrap();
    let flow = records.pointer("/sites/0/flows/0").unwrap();
    assert_eq!(flow["flow"], "pay", "{flow}");
    assert_eq!((&flow["title"], &flow["steps"][0]["title"]), (&json!(""), &json!("Pay now")));
}

#[tokio::test]
async fn codes_and_versions_are_in_the_audit_log_and_no_code_is_in_the_database() {
    let house = House::open().await;
    let author = Author::of(&house, "sam").await;
    author.saves(json!({ "base": 0, "document": document("Pay") })).await;
    author.saves(json!({ "base": 1, "restore": 1 })).await;
    let mut database = connected(&house).await;
    let lines: Vec<(String, String, String)> =
        sqlx::query_as("SELECT agent, what, site FROM audit WHERE site IS NOT NULL ORDER BY id")
            .fetch_all(&mut database)
            .await
            .unwrap();
    let line = |what: &str| ("sam".to_owned(), what.to_owned(), "shop".to_owned());
    let told = ["was given a code to write flows with", "saved flows", "rolled flows back"];
    assert_eq!(lines, told.map(line));
    let kept: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT code_hash FROM writing_code").fetch_all(&mut database).await.unwrap();
    assert!(kept.iter().all(|hash| hash != author.code.as_bytes()));
}

#[tokio::test]
async fn two_hundred_versions_are_kept() {
    let house = House::open().await;
    let author = Author::of(&house, "sam").await;
    let mut database = connected(&house).await;
    sqlx::query(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) \
         INSERT INTO flow_version (site, version, at, agent, document) SELECT 'shop', i, i, 'Sam', '{}' FROM n",
    )
    .execute(&mut database)
    .await
    .unwrap();
    assert_eq!(author.saves(json!({ "base": 200, "document": document("Pay") })).await.status, 201);
    let kept = author.versions().await;
    assert_eq!((kept.len(), kept[0].0, kept[199].0), (200, 201, 2));
}

async fn connected(house: &House) -> SqliteConnection {
    SqliteConnection::connect(&format!("sqlite://{}", house.database().display())).await.unwrap()
}
