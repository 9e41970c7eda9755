namespace Akka.Actor;

/// <content>Phases and reasons.</content>
public sealed partial class CoordinatedShutdown
{
    /// <summary>The first phase: applications prepare for the end.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Servers stop to accept connections.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Requests in progress are finished.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Servers close what is left.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>Applications prepare to leave the cluster.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Shards move away.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>The node says that it leaves the cluster.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Singletons move away.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>The node has left.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>The cluster's actors end.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>Applications do the last things that need actors.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>The last phase: all actors end.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    /// <summary>Why an actor system ends.</summary>
    public class Reason
    {
        /// <summary>For reasons of your own.</summary>
        protected Reason()
        {
        }
    }

    /// <summary>No reason is known.</summary>
    public class UnknownReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }
    }

    /// <summary>The OS process ends.</summary>
    public class ClrExitReason : Reason
    {
        /// <summary>The only instance.</summary>
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }
    }
}
