//! The relay as a program.

use std::{
    error::Error,
    io::{self, BufRead},
    path::PathBuf,
    process::ExitCode,
};

use alongside_relay::{Config, LogFormat, NewAgent, Relay, add_agent};
use clap::{Parser, Subcommand};
use tokio::signal;
use tracing_subscriber::{Layer, filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// The server between customers' pages and agents' consoles.
#[derive(Parser)]
#[command(name = "alongside-relay", version)]
struct Arguments {
    /// The configuration file.
    #[arg(long, default_value = "alongside.toml", global = true)]
    config: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve customers and agents (what happens without a command, too).
    Serve,
    /// Agents in the database.
    #[command(subcommand)]
    Agent(AgentCommand),
}

#[derive(Subcommand)]
enum AgentCommand {
    /// Add an agent, or change the one with this name. The password is read from
    /// standard input.
    Add {
        /// The name to log in with.
        name: String,
        /// The name customers see.
        #[arg(long)]
        display: String,
        /// The key of a site the agent serves; may be given several times. All
        /// sites when not given.
        #[arg(long = "site")]
        sites: Vec<String>,
        /// Lets the agent write the flows of those sites, which is to say what every
        /// customer is shown.
        #[arg(long)]
        writes_flows: bool,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "the last words of a program")]
            {
                eprintln!("alongside-relay: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let config = Config::read(&arguments.config)?;
    match arguments.command {
        None | Some(Command::Serve) => serve(config).await,
        Some(Command::Agent(AgentCommand::Add { name, display, sites, writes_flows })) => {
            let sites = (!sites.is_empty()).then_some(sites);
            add(config, NewAgent { name, display, password: String::new(), sites, writes_flows }).await
        }
    }
}

async fn serve(config: Config) -> Result<(), Box<dyn Error>> {
    log(&config)?;
    let relay = Relay::start(config).await?;
    asked_to_stop().await?;
    relay.shutdown().await;
    Ok(())
}

async fn add(config: Config, mut agent: NewAgent) -> Result<(), Box<dyn Error>> {
    for key in agent.sites.iter().flatten() {
        if !config.sites.iter().any(|site| site.key == *key) {
            return Err(format!("no site has the key `{key}`").into());
        }
    }
    let mut password = String::new();
    io::stdin().lock().read_line(&mut password)?;
    password.trim_end_matches(['\r', '\n']).clone_into(&mut agent.password);
    add_agent(&config.database, agent).await?;
    Ok(())
}

fn log(config: &Config) -> Result<(), Box<dyn Error>> {
    let levels: Targets = config
        .log_level
        .parse()
        .map_err(|_| format!("`log_level` should be a level such as `info`, found `{}`", config.log_level))?;
    let lines = match config.log {
        LogFormat::Text => fmt::layer().with_writer(io::stderr).boxed(),
        LogFormat::Json => fmt::layer().json().with_writer(io::stderr).boxed(),
    };
    tracing_subscriber::registry().with(lines.with_filter(levels)).init();
    Ok(())
}

#[cfg(unix)]
async fn asked_to_stop() -> io::Result<()> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        pressed = signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() -> io::Result<()> {
    signal::ctrl_c().await
}
