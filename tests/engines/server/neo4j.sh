#!/usr/bin/env bash
# A throw-away Neo4j Community server for tests, run from the jars that pom.xml
# resolves. It listens on the IPv4 loopback address only, with authentication on.
#
#   NEO4J_PASSWORD=... neo4j.sh start DIR   resolve the jars, set up DIR, start
#   neo4j.sh wait DIR                       return once Bolt answers
#   neo4j.sh stop DIR                       stop cleanly (takes 5 to 12 seconds)
#
# DIR holds everything: conf, data, logs/neo4j.log, logs/debug.log, run/neo4j.pid.
# Environment:
#   NEO4J_PASSWORD  the password of user neo4j, 8 characters or more; it counts
#                   only at DIR's first start, and there is no default
#   NEO4J_PORT      the Bolt port (default 7687)
#   NEO4J_VERSION   another server version than pom.xml's
#   NEO4J_WAIT      how many seconds 'wait' waits (default 120)
#   JAVA_HOME       the Java to use, instead of the one on the PATH
set -euo pipefail

usage() { sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2; }
die() { echo "neo4j.sh: $*" >&2; exit 1; }

[ $# -eq 2 ] || usage
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2"
dir=$(cd "$2" && pwd)
conf=$dir/conf/neo4j.conf

# run CLASS ARGS...: a main class of the server's jars, for the server in DIR.
run() {
    env -u NEO4J_PASSWORD NEO4J_HOME="$dir" NEO4J_CONF="$dir/conf" \
        "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dpicocli.useSimplifiedAtFiles=true \
        -cp "$(cat "$dir/classpath")" "$@"
}

start() {
    local port=${NEO4J_PORT:-7687}
    # Without a password set before the first start, Neo4j would accept neo4j/neo4j.
    [ -n "${NEO4J_PASSWORD:-}" ] || die "NEO4J_PASSWORD is not set"
    answers "$port" && die "port $port is already in use"

    mvn -B -q -f "$here/pom.xml" ${NEO4J_VERSION:+"-Dneo4j.version=$NEO4J_VERSION"} \
        dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile="$dir/classpath"

    mkdir -p "$dir"/{conf,data,import,lib,licenses,logs,plugins,run}
    chmod 700 "$dir"
    cat >"$conf" <<EOF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$port
server.bolt.advertised_address=127.0.0.1:$port
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.directories.import=import
server.memory.heap.initial_size=512m
server.memory.heap.max_size=512m
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
server.jvm.additional=--add-opens=java.base/java.nio=ALL-UNNAMED
server.jvm.additional=--add-opens=java.base/java.io=ALL-UNNAMED
server.jvm.additional=--add-opens=java.base/sun.nio.ch=ALL-UNNAMED
EOF
    # Settings that 5.x does not know, and would refuse: no broadcasts, no monitoring.
    grep -q '/neo4j-5\.' "$dir/classpath" ||
        printf '%s\n' server.fleet_discovery.enabled=false dbms.fleet_manager.enabled=false >>"$conf"

    if [ ! -e "$dir/data/databases" ]; then
        # On standard input, so that no process list shows the password.
        printf -- '--\n%s\n' "$NEO4J_PASSWORD" |
            run org.neo4j.cli.AdminTool dbms set-initial-password @/dev/stdin >/dev/null
    fi
    run org.neo4j.server.startup.Neo4jCommand start
}

# answers PORT: whether something on the loopback port completes a Bolt handshake
# (it is offered 5.0-5.8 and 4.4, and must choose one).
answers() {
    local reply
    reply=$(
        exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
        printf '\x60\x60\xb0\x17\0\x08\x08\x05\0\0\x04\x04\0\0\0\0\0\0\0\0' >&3
        timeout 5 head -c 4 <&3 | od -An -tx1
    ) && [ -n "$reply" ] && [ "$reply" != " 00 00 00 00" ]
} 2>/dev/null

alive() { kill -0 "$(cat "$dir/run/neo4j.pid" 2>/dev/null)" 2>/dev/null; }

await() {
    local port end
    port=$(sed -n 's/^server.bolt.listen_address=.*://p' "$conf")
    end=$((SECONDS + ${NEO4J_WAIT:-120}))
    until answers "$port"; do
        alive || { tail -n 20 "$dir/logs/neo4j.log" >&2; die "the server is not running"; }
        [ "$SECONDS" -lt "$end" ] || die "no answer on port $port"
        sleep 0.2
    done
}

case $1 in
    start) start ;;
    wait) await ;;
    stop) run org.neo4j.server.startup.Neo4jCommand stop ;;
    *) usage ;;
esac
