# Two images of one Debian, with the packages, the lock and the commands of a machine without
# Docker: `web` is what `./dev run` serves, `db` the PostGIS it is served from.
FROM debian:trixie-slim AS db
WORKDIR /srv/omraadekortet
COPY tools tools
RUN tools/deps.sh && rm -rf /var/lib/apt/lists/*
RUN install -d -o postgres -g postgres -m 700 /var/lib/omraadekortet
USER postgres
ENV PGDATA=/var/lib/omraadekortet/pg
VOLUME /var/lib/omraadekortet
EXPOSE 5432
STOPSIGNAL SIGINT
CMD ["tools/db_server.sh"]

FROM debian:trixie-slim AS web
WORKDIR /srv/omraadekortet
# Any value says that the database is elsewhere, so that no PostgreSQL is installed here.
ENV DATABASE_URL=elsewhere DATA_DIR=/var/lib/omraadekortet HOST=0.0.0.0
COPY dev requirements.lock ./
COPY tools tools
RUN ./dev setup && rm -rf /var/lib/apt/lists/* /root/.cache
COPY . .
RUN ./dev setup && rm -rf /root/.npm
RUN useradd --system omraadekortet && install -d -o omraadekortet -m 700 "$DATA_DIR"
USER omraadekortet
VOLUME /var/lib/omraadekortet
EXPOSE 8000
CMD ["./dev", "run"]
