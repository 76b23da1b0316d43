using System.Text;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What the members of a JSON object stand for that holds an event, by their paths. Several members may tell the same; the one that stands first here counts.
/// Data items stand in an object of their own, in a list, or flat beside the rest, as NXLog writes them.
/// </summary>
static class WindowsJsonPaths
{
    static readonly Known[] Fields =
    [
        .. new[]
        {
            ("winlog.provider_name", WindowsField.Provider),
            ("System.Provider.Name", WindowsField.Provider),
            ("System.providerName", WindowsField.Provider),
            ("SourceName", WindowsField.Provider),
            ("ProviderName", WindowsField.Provider),
            ("event.provider", WindowsField.Provider),
            ("winlog.provider_guid", WindowsField.ProviderGuid),
            ("System.Provider.Guid", WindowsField.ProviderGuid),
            ("System.providerGuid", WindowsField.ProviderGuid),
            ("ProviderGuid", WindowsField.ProviderGuid),
            ("ProviderId", WindowsField.ProviderGuid),
            ("winlog.event_id", WindowsField.Id),
            ("System.EventID", WindowsField.Id),
            ("EventID", WindowsField.Id),
            ("Id", WindowsField.Id),
            ("event.code", WindowsField.Id),
            ("winlog.time_created", WindowsField.Time),
            ("System.TimeCreated.SystemTime", WindowsField.Time),
            ("System.systemTime", WindowsField.Time),
            ("TimeCreated", WindowsField.Time),
            ("@timestamp", WindowsField.Time),
            ("EventTime", WindowsField.LocalTime),
            ("winlog.computer_name", WindowsField.Computer),
            ("System.Computer", WindowsField.Computer),
            ("MachineName", WindowsField.Computer),
            ("Hostname", WindowsField.Computer),
            ("winlog.user.name", WindowsField.Account),
            ("AccountName", WindowsField.Account),
            ("winlog.user.domain", WindowsField.AccountDomain),
            ("Domain", WindowsField.AccountDomain),
            ("winlog.user.identifier", WindowsField.UserId),
            ("System.Security.UserID", WindowsField.UserId),
            ("UserID", WindowsField.UserId),
            ("UserId.Value", WindowsField.UserId),
            ("winlog.process.pid", WindowsField.ProcessId),
            ("System.Execution.ProcessID", WindowsField.ProcessId),
            ("System.processID", WindowsField.ProcessId),
            ("ExecutionProcessID", WindowsField.ProcessId),
            ("dns.question.name", WindowsField.DataValue),
            ("sysmon.dns.status", WindowsField.DataValue),
            ("process.executable", WindowsField.DataValue),
            ("process.name", WindowsField.DataValue),
            ("process.pid", WindowsField.DataValue),
            ("user.name", WindowsField.DataValue),
            ("user.domain", WindowsField.DataValue),
        }.Select((field, rank) => new Known(Encoding.ASCII.GetBytes(field.Item1), field.Item2, rank)),
    ];

    // Few paths have the same length, and most of an event is not read.
    static readonly Known[][] ByLength =
        [.. Enumerable.Range(0, Fields.Max(field => field.Path.Length) + 1).Select(length => Fields.Where(field => field.Path.Length == length).ToArray())];

    static readonly byte[][] Items = [[.. "winlog.event_data."u8], [.. "winlog.user_data."u8], [.. "EventData."u8], [.. "UserData."u8]];

    static readonly byte[][] Lists = [[.. "EventData.Data"u8], [.. "Properties"u8], [.. "StringInserts"u8]];

    /// <summary>What a value stands for; <see cref="WindowsField.DataValue"/> for one of the event's data.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="rank">Of two values of one field the lower counts.</param>
    public static WindowsField FieldOf(ReadOnlySpan<byte> path, out int rank)
    {
        foreach (var known in path.Length < ByLength.Length ? ByLength[path.Length] : [])
        {
            if (Ascii.EqualsIgnoreCase(path, known.Path))
            {
                rank = known.Rank;
                return known.Field;
            }
        }
        rank = Fields.Length;
        foreach (var item in Items)
        {
            if (path.Length > item.Length && Ascii.EqualsIgnoreCase(path[..item.Length], item))
            {
                return WindowsField.DataValue;
            }
        }
        // The message says what the data says, in the language of the host.
        return path.IsEmpty || path[0] == '@' || path.Contains((byte)'.') || Ascii.EqualsIgnoreCase(path, "message"u8) ? WindowsField.None : WindowsField.DataValue;
    }

    /// <summary>The name of the data item at a path: its last part, or what Sysmon calls it where Beats gave it another name.</summary>
    public static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> path) => path switch
    {
        _ when Ascii.EqualsIgnoreCase(path, "dns.question.name"u8) => "QueryName"u8,
        _ when Ascii.EqualsIgnoreCase(path, "sysmon.dns.status"u8) => "QueryStatus"u8,
        _ when Ascii.EqualsIgnoreCase(path, "process.executable"u8) => "Image"u8,
        _ when Ascii.EqualsIgnoreCase(path, "process.name"u8) => "Image"u8,
        _ when Ascii.EqualsIgnoreCase(path, "process.pid"u8) => "ProcessId"u8,
        _ when Ascii.EqualsIgnoreCase(path, "user.name"u8) => "User"u8,
        _ when Ascii.EqualsIgnoreCase(path, "user.domain"u8) => "UserDomain"u8,
        _ => path[(path.LastIndexOf((byte)'.') + 1)..],
    };

    /// <summary>Whether items stand in a list at a path; a list of one item may be the item alone.</summary>
    public static bool IsListOfItems(ReadOnlySpan<byte> path)
    {
        foreach (var list in Lists)
        {
            if (Ascii.EqualsIgnoreCase(path, list))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A path, what its value stands for, and where it stands among all.</summary>
    readonly record struct Known(byte[] Path, WindowsField Field, int Rank);
}
