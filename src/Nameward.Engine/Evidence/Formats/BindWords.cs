using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Words by which a line shows that BIND wrote it.</summary>
static class BindWords
{
    /// <summary>Logging categories of BIND 9.9 to 9.20 (BIND 9 ARM, "The category Phrase").</summary>
    static readonly byte[][] Categories =
    [
        [.. "queries"u8], [.. "responses"u8], [.. "query-errors"u8], [.. "general"u8], [.. "default"u8], [.. "client"u8], [.. "cname"u8], [.. "config"u8], [.. "database"u8],
        [.. "delegation-only"u8], [.. "dispatch"u8], [.. "dnssec"u8], [.. "dnstap"u8], [.. "edns-disabled"u8], [.. "lame-servers"u8], [.. "network"u8],
        [.. "notify"u8], [.. "nsid"u8], [.. "rate-limit"u8], [.. "resolver"u8], [.. "rpz"u8], [.. "rpz-passthru"u8], [.. "security"u8],
        [.. "serve-stale"u8], [.. "spill"u8], [.. "sslkeylog"u8], [.. "trust-anchor-telemetry"u8], [.. "unmatched"u8], [.. "update"u8],
        [.. "update-security"u8], [.. "infoblox-responses"u8], [.. "xfer-in"u8], [.. "xfer-out"u8], [.. "zoneload"u8],
    ];

    /// <summary>How messages of BIND begin where neither a time nor a category stands before them.</summary>
    static readonly byte[][] Beginnings =
    [
        [.. "zone "u8], [.. "transfer of '"u8], [.. "validating "u8], [.. "view "u8], [.. "lame server "u8], [.. "timed out resolving '"u8],
        [.. "success resolving '"u8], [.. "network unreachable resolving '"u8], [.. "host unreachable resolving '"u8], [.. "connection refused resolving '"u8],
        [.. "FORMERR resolving '"u8], [.. "unexpected RCODE "u8], [.. "REFUSED unexpected RCODE "u8], [.. "SERVFAIL unexpected RCODE "u8],
        [.. "no valid RRSIG resolving '"u8], [.. "no valid DS resolving '"u8], [.. "broken trust chain resolving '"u8], [.. "insecurity proof failed resolving '"u8],
        [.. "DNS format error from "u8], [.. "fetch completed at "u8], [.. "fetch: "u8], [.. "checkhints: "u8], [.. "received "u8], [.. "managed-keys-zone"u8],
        [.. "limit "u8], [.. "stop limiting "u8], [.. "starting BIND 9"u8], [.. "loading configuration from '"u8], [.. "reloading "u8], [.. "all zones loaded"u8],
        [.. "listening on "u8], [.. "command channel "u8], [.. "automatic empty zone: "u8], [.. "running"u8], [.. "shutting down"u8], [.. "exiting"u8],
        [.. "stopping command channel "u8], [.. "no longer listening on "u8], [.. "resolver priming query complete"u8], [.. "updating zone '"u8],
        // A message shown in full at a debug level goes on over lines in the form of dig.
        [.. ";"u8],
        [.. "trust-anchor-telemetry '"u8], [.. "trust anchor "u8], [.. "clients-per-query "u8], [.. "logging channel '"u8],
    ];

    /// <summary>Whether a word is a category.</summary>
    public static bool IsCategory(ReadOnlySpan<byte> word)
    {
        foreach (var category in Categories)
        {
            if (word.SequenceEqual(category))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether words are a severity: <c>info</c>, <c>debug 3</c>.</summary>
    public static bool IsSeverity(ReadOnlySpan<byte> words) =>
        words.SequenceEqual("info"u8) || words.SequenceEqual("notice"u8) || words.SequenceEqual("warning"u8) || words.SequenceEqual("error"u8)
        || words.SequenceEqual("critical"u8) || IsLevel(words, "debug "u8) || IsLevel(words, "level "u8);

    /// <summary>Whether a message begins as one of BIND's.</summary>
    public static bool IsBeginning(ReadOnlySpan<byte> message)
    {
        foreach (var beginning in Beginnings)
        {
            if (message.StartsWith(beginning))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsLevel(ReadOnlySpan<byte> words, ReadOnlySpan<byte> kind) => words.StartsWith(kind) && Numbers.TryUInt16(words[kind.Length..], out _);
}
