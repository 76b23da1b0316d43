using System.Diagnostics;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>The words for what can be blocked.</summary>
public static class BlockWords
{
    /// <summary>Kebab-case, never renamed.</summary>
    public static string Id(BlockKind kind) => kind switch
    {
        BlockKind.Zone => "zone",
        BlockKind.NameServer => "name-server",
        BlockKind.NameServerAddress => "name-server-address",
        BlockKind.AnswerAddress => "answer-address",
        BlockKind.Server => "server",
        BlockKind.Client => "client",
        _ => throw new UnreachableException(),
    };

    /// <summary>What a person reads.</summary>
    public static string Of(BlockKind kind) => kind switch
    {
        BlockKind.Zone => "zone, and all below it",
        BlockKind.NameServer => "name server, with all that it serves",
        BlockKind.NameServerAddress => "name-server address, with all that is served there",
        BlockKind.AnswerAddress => "address in answers",
        BlockKind.Server => "DNS server",
        BlockKind.Client => "host, with all that it asks for",
        _ => throw new UnreachableException(),
    };

    /// <summary>The action in the words of the command line.</summary>
    public static string Id(BlockAction action) => action.ToString().ToLowerInvariant();
}

/// <summary>What a blocked query is answered.</summary>
public enum BlockAction
{
    /// <summary>That the name does not exist (RFC 8020: nor anything below it).</summary>
    NxDomain,
    /// <summary>That the name has no such record.</summary>
    NoData,
    /// <summary>The address of a host of the site's own, which records who comes.</summary>
    Sinkhole,
}
