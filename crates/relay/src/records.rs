//! What became of flows, for agents who ask over HTTP: as JSON, and as CSV.

use std::{collections::HashMap, fmt::Write, sync::Arc};

use alongside_protocol::{
    flow::FlowSet,
    records::{FlowCounts, Records, SiteRecords, WrittenSite},
};
use axum::{
    Json,
    extract::{Query, State},
    http::{
        HeaderMap, StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    config::Site,
    hub::io::Millis,
    login::{no_answer, problem},
    session::{self, ENDED},
    state::Shared,
    store::{Account, StoreError},
    titles::entitle,
};

const DAY: Millis = 24 * 60 * 60 * 1000;

/// How many days are asked about when nobody says.
const DAYS: u16 = 30;

const HEAD: &str = "day,site,flow,step,number,started,completed,closed,stopped,failed,shown,went_on,done,\
                    skipped,missing,healed,detoured,abandoned,timed,seen_ms\r\n";

/// The day of a time by UTC, such as `2026-11-23`.
pub(crate) fn day(at: Millis) -> String {
    let at = i64::try_from(at).ok().and_then(|at| Timestamp::from_millisecond(at).ok());
    at.unwrap_or_default().to_zoned(TimeZone::UTC).date().to_string()
}

/// The first of so many days, of which today is the last.
pub(crate) fn first_day(now: Millis, days: u16) -> String {
    day(now.saturating_sub(u64::from(days.saturating_sub(1)) * DAY))
}

/// Who asks, and about how many days.
struct Asked {
    account: Account,
    days: u16,
    from: String,
    to: String,
}

async fn asked(
    shared: &Shared,
    headers: &HeaderMap,
    query: &HashMap<String, String>,
) -> Result<Asked, Response> {
    let Some(session) = session::of(shared, headers).await else {
        return Err(problem(StatusCode::UNAUTHORIZED, ENDED.to_owned()));
    };
    let most = shared.config.keep_records_days;
    let days = match query.get("days") {
        None => Some(DAYS.min(most)),
        Some(days) => days.parse().ok().filter(|days| (1..=3_660).contains(days)),
    };
    let Some(days) = days else {
        let found = query.get("days").map(String::as_str).unwrap_or_default();
        let message = format!("`days` should be a number from 1 to 3660, found `{found}`");
        return Err(problem(StatusCode::BAD_REQUEST, message));
    };
    let now = shared.clock.now();
    Ok(Asked { account: session.account, days, from: first_day(now, days), to: day(now) })
}

impl Asked {
    /// The sites whose records this agent may see.
    fn sites<'a>(&'a self, shared: &'a Shared) -> impl Iterator<Item = &'a Site> {
        shared.config.sites.iter().filter(|site| self.account.serves(&site.key))
    }
}

pub(crate) async fn as_json(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    match asked(&shared, &headers, &query).await {
        Ok(asked) => match read(&shared, asked).await {
            Ok(records) => Json(records).into_response(),
            Err(failure) => no_answer(&failure),
        },
        Err(refusal) => refusal,
    }
}

async fn read(shared: &Shared, asked: Asked) -> Result<Records, StoreError> {
    let mut sites = Vec::new();
    for site in asked.sites(shared) {
        let mut flows = shared.store.records(&site.key, &asked.from).await?;
        if !flows.is_empty() {
            if let Some(set) = newest(shared, &site.key).await? {
                entitle(&mut flows, &set);
            }
            sites.push(SiteRecords { site: site.key.clone(), name: site.name.clone(), flows });
        }
    }
    let writes = asked.sites(shared).filter(|_| asked.account.writes_flows);
    let writes = writes.map(|site| WrittenSite { site: site.key.clone(), name: site.name.clone() }).collect();
    Ok(Records { days: asked.days, from: asked.from, to: asked.to, sites, writes })
}

/// The site's flows as they are now.
async fn newest(shared: &Shared, site: &str) -> Result<Option<FlowSet>, StoreError> {
    let newest = shared.store.newest_flows(site).await?;
    Ok(newest.and_then(|(_, document)| FlowSet::read(&serde_json::from_str(&document).ok()?).ok()))
}

pub(crate) async fn as_csv(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let asked = match asked(&shared, &headers, &query).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    let mut table = HEAD.to_owned();
    for site in asked.sites(&shared) {
        match shared.store.daily_records(&site.key, &asked.from).await {
            Ok(days) => days.iter().for_each(|one| line(&mut table, &one.day, &site.key, &one.counts)),
            Err(failure) => return no_answer(&failure),
        }
    }
    let file = format!("attachment; filename=\"flows-{}-{}.csv\"", asked.from, asked.to);
    let kind = "text/csv; charset=utf-8".to_owned();
    ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, file)], table).into_response()
}

/// A flow's line, or that of its only step.
fn line(table: &mut String, day: &str, site: &str, flow: &FlowCounts) {
    // Writing into a string can't fail.
    let _ = match flow.steps.first() {
        None => write!(
            table,
            "{day},{},{},,,{},{},{},{},{},,,,,,,,,,\r\n",
            text(site),
            text(&flow.flow),
            flow.started,
            flow.completed,
            flow.closed,
            flow.stopped,
            flow.failed,
        ),
        Some(step) => write!(
            table,
            "{day},{},{},{},{},,,,,,{},{},{},{},{},{},{},{},{},{}\r\n",
            text(site),
            text(&flow.flow),
            text(&step.step),
            step.number,
            step.shown,
            step.went_on,
            step.done,
            step.skipped,
            step.missing,
            step.healed,
            step.detoured,
            step.abandoned,
            step.timed,
            step.seen_ms,
        ),
    };
}

/// An id as a field. Ids come from pages, which may send anything: one that a spreadsheet
/// would take for a formula is put so that it is text.
fn text(id: &str) -> String {
    let formula = id.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", id.replace('"', "\"\""))
}
