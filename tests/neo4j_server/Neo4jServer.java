import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * A Neo4j on loopback, at a port of the system's choice, for tests and benchmarks: Neo4jServer FOLDER PAGES
 * REPLAN, where PAGES is how much memory the pages of its files may take (`512m`), and REPLAN the seconds for which a
 * plan is kept whatever becomes of the statistics that it was made by.
 * The first line of standard input is the password; "ready PORT" says that Bolt answers; it stops when the input closes.
 */
public final class Neo4jServer {
    public static void main(String[] arguments) {
        try {
            serve(Path.of(arguments[0]), ByteUnit.parse(arguments[1]), Duration.ofSeconds(Long.parseLong(arguments[2])));
            System.exit(0);
        } catch (Exception problem) {
            // An exception that leaves main would leave the JVM running on the database's own threads.
            problem.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(Path folder, long pages, Duration replan) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String password = input.readLine();
        DatabaseManagementService neo4j = build(folder, pages, replan);
        setPassword(neo4j, password);
        GraphDatabaseAPI database = (GraphDatabaseAPI) neo4j.database("neo4j");
        int port = database.getDependencyResolver().resolveDependency(ConnectorPortRegister.class)
                .getLocalAddress(ConnectorType.BOLT).getPort();
        System.out.println("ready " + port);
        System.out.flush();
        while (input.readLine() != null) {
            // Nothing is said to us but the end.
        }
        neo4j.shutdown();
    }

    private static DatabaseManagementService build(Path folder, long pages, Duration replan) {
        return new DatabaseManagementServiceBuilder(folder)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                .setConfig(GraphDatabaseSettings.pagecache_memory, pages)
                .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, replan)
                .build();
    }

    private static void setPassword(DatabaseManagementService neo4j, String password) {
        neo4j.database("system").executeTransactionally(
                "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
    }
}
