use std::collections::BTreeMap;

use alongside_protocol::{
    message::{Fact, FactKind, FlowEnd, StepOutcome, StepRecord},
    records::{FlowCounts, Records, StepCounts},
};
use alongside_relay::Relay;
use sqlx::{Connection, SqliteConnection};

use crate::support::{Customer, FromPage, House, PASSWORD, Plain, SHOP, config, get, log_in};

fn fact(kind: FactKind<Plain>) -> Fact<Plain> {
    Fact { at: 1, kind }
}

fn step(id: &str, number: u16, what: StepRecord, seen_for: Option<u32>) -> Fact<Plain> {
    let (flow, step) = ("pay".to_owned(), id.to_owned());
    fact(FactKind::Step { flow, step, number, what, again: false, seen_for })
}

fn started(flow: &str) -> Fact<Plain> {
    fact(FactKind::FlowStarted { flow: flow.to_owned() })
}

fn over(how: FlowEnd) -> Fact<Plain> {
    fact(FactKind::FlowEnded { flow: "pay".to_owned(), how })
}

/// The first message after the greeting.
async fn tells(customer: &mut Customer, facts: Vec<Fact<Plain>>) {
    customer.send(&FromPage::Facts(facts)).await;
    customer.acknowledged(1).await;
}

/// One who pays, and one who gives up at the card.
async fn two_walks(house: &House) {
    let done = StepRecord::Ended(StepOutcome::Done);
    let mut pays = house.customer().await;
    let walk = vec![
        started("pay"),
        step("choose", 1, StepRecord::Shown, None),
        step("choose", 1, done, Some(2_000)),
        step("card", 2, StepRecord::Healed, None),
        step("card", 2, StepRecord::Shown, None),
        step("card", 2, done, Some(6_000)),
        over(FlowEnd::Completed),
    ];
    tells(&mut pays, walk).await;
    let mut leaves = house.customer().await;
    let walk = vec![
        started("pay"),
        step("choose", 1, StepRecord::Ended(StepOutcome::Skipped), None),
        step("card", 2, StepRecord::Shown, None),
        step("card", 2, StepRecord::Abandoned, Some(10_000)),
        over(FlowEnd::Closed),
    ];
    tells(&mut leaves, walk).await;
}

async fn cookie(house: &House, name: &str) -> Option<String> {
    log_in(house, name, PASSWORD).await.cookie
}

async fn records(house: &House, name: &str) -> Records {
    let answer = get(house.url("/api/flows?days=7"), cookie(house, name).await).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn of_pay() -> FlowCounts {
    let choose = StepCounts {
        step: "choose".into(),
        number: 1,
        shown: 1,
        went_on: 1,
        done: 1,
        skipped: 1,
        timed: 1,
        seen_ms: 2_000,
        ..StepCounts::default()
    };
    let card = StepCounts {
        step: "card".into(),
        number: 2,
        shown: 2,
        went_on: 1,
        done: 1,
        healed: 1,
        abandoned: 1,
        timed: 2,
        seen_ms: 16_000,
        ..StepCounts::default()
    };
    let steps = vec![choose, card];
    FlowCounts { flow: "pay".into(), started: 2, completed: 1, closed: 1, steps, ..FlowCounts::default() }
}

#[tokio::test]
async fn walks_of_all_customers_are_counted_and_survive_a_restart() {
    let house = House::open().await;
    two_walks(&house).await;
    let before = records(&house, "dana").await;
    assert_eq!(before.sites.len(), 1);
    assert_eq!((before.sites[0].site.as_str(), before.sites[0].name.as_str()), ("bank", "Bank"));
    assert_eq!(before.sites[0].flows, [of_pay()]);
    assert_eq!(before.days, 7);
    let house = house.restart().await;
    assert_eq!(records(&house, "dana").await, before);
}

#[tokio::test]
async fn what_is_sent_again_after_a_lost_line_counts_once() {
    let house = House::open().await;
    let mut customer = house.customer().await;
    let resume = customer.resume.clone().unwrap();
    tells(&mut customer, vec![started("pay")]).await;
    drop(customer);
    // The page never heard that it had arrived.
    let mut again = house.returning(&resume, 0).await;
    again.sent = 0;
    tells(&mut again, vec![started("pay")]).await;
    assert_eq!(records(&house, "dana").await.sites[0].flows[0].started, 1);
}

#[tokio::test]
async fn an_agent_sees_the_records_of_their_own_sites_and_nobody_else_sees_any() {
    let house = House::open().await;
    two_walks(&house).await;
    assert_eq!(records(&house, "sam").await.sites, []);
    let mut shopper = house.customer_of("shop", SHOP).await;
    tells(&mut shopper, vec![started("send-back")]).await;
    let sites: Vec<_> = records(&house, "sam").await.sites.into_iter().map(|site| site.site).collect();
    assert_eq!(sites, ["shop"]);
    for path in ["/api/flows", "/api/flows.csv"] {
        let answer = get(house.url(path), None).await;
        assert_eq!(answer.status, 401, "{path}");
        assert!(!answer.body.contains("pay"), "{}", answer.body);
    }
    let csv = get(house.url("/api/flows.csv"), cookie(&house, "sam").await).await;
    assert!(csv.body.contains("send-back") && !csv.body.contains("pay"), "{}", csv.body);
}

#[tokio::test]
async fn the_table_has_a_line_a_day_for_each_flow_and_step_and_holds_no_formula() {
    let house = House::open().await;
    two_walks(&house).await;
    let mut forger = house.customer().await;
    tells(&mut forger, vec![started("=HYPERLINK(\"evil\")"), started(&"x".repeat(200)), started("")]).await;
    let answer = get(house.url("/api/flows.csv?days=1"), cookie(&house, "dana").await).await;
    let today = records(&house, "dana").await.to;
    let header = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(header("content-disposition"), format!("attachment; filename=\"flows-{today}-{today}.csv\""));
    let lines: Vec<&str> = answer.body.lines().collect();
    let columns = lines[0].split(',').count();
    assert_eq!(
        lines[1..],
        [
            format!("{today},\"bank\",\"'=HYPERLINK(\"\"evil\"\")\",,,1,0,0,0,0,,,,,,,,,,"),
            format!("{today},\"bank\",\"pay\",,,2,1,1,0,0,,,,,,,,,,"),
            format!("{today},\"bank\",\"pay\",\"choose\",1,,,,,,1,1,1,1,0,0,0,0,1,2000"),
            format!("{today},\"bank\",\"pay\",\"card\",2,,,,,,2,1,1,0,0,1,0,1,2,16000"),
        ]
    );
    assert!(lines.iter().all(|line| line.split(',').count() == columns), "{}", answer.body);
}

#[tokio::test]
async fn days_that_are_none_are_told_so() {
    let house = House::open().await;
    let cookie = cookie(&house, "dana").await;
    for days in ["0", "-1", "4000", "week"] {
        let answer = get(house.url(&format!("/api/flows?days={days}")), cookie.clone()).await;
        assert_eq!(answer.status, 400);
        let body: BTreeMap<String, String> = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(body["message"], format!("`days` should be a number from 1 to 3660, found `{days}`"));
    }
}

#[tokio::test]
async fn old_days_are_left_out_and_forgotten_in_time() {
    let house = House::open().await;
    two_walks(&house).await;
    let url = format!("sqlite://{}", house.database().display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    for table in ["flow_day", "step_day"] {
        let ago = format!("UPDATE {table} SET day = date('now', '-8 days')");
        sqlx::query(&ago).execute(&mut database).await.unwrap();
    }
    let house = house.restart().await;
    assert_eq!(records(&house, "dana").await.sites, [], "of the last seven days there is nothing");
    let answer = get(house.url("/api/flows"), cookie(&house, "dana").await).await;
    let month: Records = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((month.days, &month.sites[0].flows[..]), (30, &[of_pay()][..]));

    let House { relay, dir } = house;
    relay.shutdown().await;
    let mut week = config(dir.path());
    week.keep_records_days = 7;
    let house = House { relay: Relay::start(week).await.unwrap(), dir };
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    for table in ["flow_day", "step_day"] {
        let left: i64 = sqlx::query_scalar(&format!("SELECT count(*) FROM {table}"))
            .fetch_one(&mut database)
            .await
            .unwrap();
        assert_eq!(left, 0, "{table}");
    }
    drop(house);
}

#[tokio::test]
async fn a_page_that_makes_ids_up_fills_no_disk() {
    let house = House::open().await;
    let url = format!("sqlite://{}", house.database().display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
         INSERT INTO flow_day (site, day, flow, started) SELECT 'bank', date('now'), 'made-up-' || i, 1 FROM n",
    )
    .execute(&mut database)
    .await
    .unwrap();
    let mut customer = house.customer().await;
    let longest = step("made-up", 1, StepRecord::Abandoned, Some(u32::MAX));
    tells(&mut customer, vec![started("one-more"), started("made-up-7"), longest]).await;
    let rows: (i64, i64) =
        sqlx::query_as("SELECT count(*), sum(started) FROM flow_day").fetch_one(&mut database).await.unwrap();
    assert_eq!(rows, (5_000, 5_001), "one that is there is still counted");
    let time: i64 =
        sqlx::query_scalar("SELECT seen_ms FROM step_day").fetch_one(&mut database).await.unwrap();
    assert_eq!(time, 30 * 60 * 1000, "nor does it make up time");
}

#[tokio::test]
async fn nothing_of_a_customer_is_in_the_counts() {
    let house = House::open().await;
    let mut customer = house.customer().await;
    let visit = customer.resume.clone().unwrap().visit;
    tells(&mut customer, vec![started("pay"), step("choose", 1, StepRecord::Shown, None)]).await;
    let answer = get(house.url("/api/flows"), cookie(&house, "dana").await).await;
    assert!(answer.body.contains("choose") && !answer.body.contains(&visit), "{}", answer.body);
}
