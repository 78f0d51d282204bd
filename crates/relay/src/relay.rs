use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use alongside_protocol::message::IceServer;
use thiserror::Error;
use tokio::{
    net::TcpListener,
    sync::Semaphore,
    time::{interval, timeout},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::{info, warn};

use crate::{
    clock::Clock,
    config::{Config, ConfigError},
    desk,
    hub::{Hub, io::Rules},
    login::Failures,
    records::first_day,
    router::router,
    state::Shared,
    store::{Store, StoreError},
};

/// How long connections get to say goodbye.
const GOODBYE_WITHIN: Duration = Duration::from_secs(3);

const FORGET_EVERY: Duration = Duration::from_secs(60 * 60);

/// How many passwords are checked at a time.
const CHECKS: usize = 4;

/// The relay.
#[derive(Debug, Clone, Copy)]
pub struct Relay;

/// A relay at work. Dropping it leaves it running; [`shutdown`](Running::shutdown)
/// stops it.
#[derive(Debug)]
#[must_use = "a relay that is not shut down stops without goodbye"]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    stop: CancellationToken,
    tasks: TaskTracker,
    store: Store,
}

/// Why the relay does not start, in one sentence.
#[derive(Debug, Error)]
pub enum StartError {
    /// The configuration can't be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Somebody else listens there.
    #[error("the address {0} is taken by another program: set `listen` to a free one")]
    Taken(SocketAddr),
    /// The address can't be listened on.
    #[error("the address {address} can't be listened on: {reason}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        reason: io::Error,
    },
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Relay {
    /// Opens the database, takes up what ran before, and listens.
    ///
    /// # Errors
    /// [`StartError`] with one sentence for people.
    pub async fn start(config: Config) -> Result<Running, StartError> {
        config.check()?;
        let listener = listen(config.listen).await?;
        let address =
            listener.local_addr().map_err(|reason| StartError::Listen { address: config.listen, reason })?;
        let store = Store::open(&config.database).await?;
        let clock = Clock::start();
        let saved = store.running_visits().await?;
        let hub = Hub::new(rules(&config), store.next_engagement().await?, saved, clock.now());
        let stop = CancellationToken::new();
        let tasks = TaskTracker::new();
        let (desk, hub_task) = desk::desk(hub, store.clone(), clock, stop.clone());
        tasks.spawn(hub_task);
        tasks.spawn(forget(
            store.clone(),
            clock,
            (config.forget_after_hours, config.keep_records_days),
            stop.clone(),
        ));
        let shared = Arc::new(Shared {
            customers: Arc::new(Semaphore::new(config.limits.max_customers)),
            checks: Semaphore::new(CHECKS),
            failures: Failures::default(),
            tasks: tasks.clone(),
            store: store.clone(),
            desk,
            clock,
            config,
        });
        tasks.spawn(serve(listener, shared, stop.clone()));
        tasks.close();
        info!(%address, "the relay listens");
        Ok(Running { address, stop, tasks, store })
    }
}

/// The flows of a site as its team saved them, for whoever serves the site's files.
#[derive(Debug, Clone)]
pub struct SavedFlows {
    store: Store,
    site: String,
}

impl SavedFlows {
    /// The newest version, a flow document as JSON; none when none was saved.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer.
    pub async fn newest(&self) -> Result<Option<String>, StoreError> {
        Ok(self.store.newest_flows(&self.site).await?.map(|(_, document)| document))
    }
}

impl Running {
    /// The flows of the site with this key.
    #[must_use]
    pub fn flows(&self, site: &str) -> SavedFlows {
        SavedFlows { store: self.store.clone(), site: site.to_owned() }
    }

    /// Says goodbye to everyone, stores what has come in, and stops. Visits,
    /// engagements and chats go on at the next start.
    pub async fn shutdown(self) {
        self.stop.cancel();
        if timeout(GOODBYE_WITHIN, self.tasks.wait()).await.is_err() {
            warn!("some connections did not end in time");
        }
        self.store.close().await;
        info!("the relay has stopped");
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|reason| {
        if reason.kind() == io::ErrorKind::AddrInUse {
            StartError::Taken(address)
        } else {
            StartError::Listen { address, reason }
        }
    })
}

fn rules(config: &Config) -> Rules {
    let ice = config.ice.iter().map(|server| IceServer {
        urls: server.urls.clone(),
        username: server.username.clone(),
        credential: server.credential.clone(),
    });
    Rules {
        sites: config.sites.clone(),
        ice: ice.collect(),
        turn: config.turn.clone(),
        lost_after: config.lost_after_seconds * 1000,
        visit_after: config.visit_after_seconds * 1000,
        // As many as can be here, and as many again who have just left.
        most_visits: 2 * config.limits.max_customers,
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>, stop: CancellationToken) {
    let service = router(shared).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stop.cancelled_owned()).await;
    if let Err(failure) = served {
        warn!(%failure, "the relay stopped listening");
    }
}

async fn forget(
    store: Store,
    clock: Clock,
    (after_hours, records_days): (u64, u16),
    stop: CancellationToken,
) {
    let mut rounds = interval(FORGET_EVERY);
    loop {
        tokio::select! {
            _ = rounds.tick() => {}
            () = stop.cancelled() => return,
        }
        let now = clock.now();
        let before = now.saturating_sub(after_hours * 60 * 60 * 1000);
        if let Err(failure) = store.forget(before, now).await {
            warn!(%failure, "old visits were not forgotten");
        }
        if let Err(failure) = store.forget_records(first_day(now, records_days)).await {
            warn!(%failure, "old records were not forgotten");
        }
    }
}
