using System.Collections.Immutable;
using Nameward.Engine.Evidence.Formats;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>A field of ours that a mapping can name.</summary>
/// <param name="Word">Its key in the mapping.</param>
/// <param name="Rows">The rows that have it; null for both kinds.</param>
/// <param name="Means">What it means, for people.</param>
public sealed record MapKey(string Word, MappedRows? Rows, string Means)
{
    /// <summary>What a record's reader calls it.</summary>
    internal LogField Field { get; init; }

    /// <summary>The keys that it takes beside <c>from</c>, <c>column</c> and <c>always</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Whether a proposal may name a column for it: neither names nor values tell surely of the others.</summary>
    internal bool IsProposed { get; init; } = true;

    /// <summary>Every key, in the order in which a mapping is written: reading, proposing, help and documentation follow this list.</summary>
    public static ImmutableArray<MapKey> All { get; } =
    [
        new("time", null, "when it was; of a flow, when it began") { Field = LogField.Time, Options = ["and", "layout", "zone"] },
        new("end", MappedRows.Flow, "when it ended, written as `time` is") { Field = LogField.End },
        new("duration", MappedRows.Flow, "how long it lasted") { Field = LogField.Duration, Options = ["unit"] },
        new("client", null, "address of who asked, or began; a port may stand behind it") { Field = LogField.Client },
        new("client_port", null, "port of who asked, or began") { Field = LogField.ClientPort },
        new("server", null, "address of who was asked; a port may stand behind it") { Field = LogField.Server },
        new("server_port", null, "port of who was asked") { Field = LogField.ServerPort },
        new("name", MappedRows.Dns, "the name that was asked for") { Field = LogField.Name, Options = ["undo"] },
        new("type", MappedRows.Dns, "the type that was asked for: `A`, `1`, `TYPE65`, `1 (A)`") { Field = LogField.Type },
        new("direction", MappedRows.Dns, "which side the record shows, by words") { Field = LogField.Kind, Options = ["query", "response", "both"] },
        new("rcode", MappedRows.Dns, "the code of the response: `NXDOMAIN`, `3`, `Non-Existent Domain`") { Field = LogField.Rcode },
        new("answers", MappedRows.Dns, "the records of the response: a list in JSON, or text") { Field = LogField.Answers, Options = ["split", "data", "type", "ttl", "owner"] },
        new("transport", MappedRows.Dns, "how it travelled: `udp`, `TCP`, `DoT`, `https`") { Field = LogField.Transport },
        new("id", MappedRows.Dns, "the id of the message") { Field = LogField.Id },
        new("bytes", MappedRows.Dns, "bytes of the message: of the response where both sides are shown") { Field = LogField.Bytes },
        new("host", MappedRows.Dns, "name of the host that asked") { Field = LogField.Host, IsProposed = false },
        new("user", MappedRows.Dns, "account on whose behalf a program asked") { Field = LogField.User, IsProposed = false },
        new("process", MappedRows.Dns, "program that asked: the path of its image, or its name") { Field = LogField.Process, IsProposed = false },
        new("process_id", MappedRows.Dns, "its process id") { Field = LogField.ProcessId, IsProposed = false },
        new("protocol", MappedRows.Flow, "IP protocol, by name or number") { Field = LogField.Protocol },
        new("up_bytes", MappedRows.Flow, "bytes from client to server") { Field = LogField.UpBytes },
        new("down_bytes", MappedRows.Flow, "bytes from server to client") { Field = LogField.DownBytes },
        new("up_packets", MappedRows.Flow, "packets from client to server") { Field = LogField.UpPackets },
        new("down_packets", MappedRows.Flow, "packets from server to client") { Field = LogField.DownPackets },
        new("action", MappedRows.Flow, "what a firewall did: `allow`, `DROP`, `denied`") { Field = LogField.Action },
        new("rule", MappedRows.Flow, "which rule of it decided") { Field = LogField.Rule },
        new("translated_client", MappedRows.Flow, "address of the client behind a translation") { Field = LogField.TranslatedClient },
        new("translated_client_port", MappedRows.Flow, "port of the client behind a translation") { Field = LogField.TranslatedClientPort },
        new("translated_server", MappedRows.Flow, "address of the server behind a translation") { Field = LogField.TranslatedServer },
        new("translated_server_port", MappedRows.Flow, "port of the server behind a translation") { Field = LogField.TranslatedServerPort },
        new("only", null, "a field by which records are chosen: all others are passed over") { Field = Chosen, Options = ["is"], IsProposed = false },
    ];

    /// <summary>The field by which records are chosen.</summary>
    internal const LogField Chosen = LogField.First;

    /// <summary>The second of two columns in which date and time of day stand.</summary>
    internal const LogField SecondOfTime = LogField.Second;

    /// <summary>The key of a word; null where there is none.</summary>
    public static MapKey? Find(string word) => All.FirstOrDefault(key => key.Word == word);

    /// <summary>Whether rows of a kind have it.</summary>
    public bool IsOf(MappedRows rows) => Rows is null || Rows == rows;

    /// <inheritdoc/>
    public override string ToString() => Word;
}
