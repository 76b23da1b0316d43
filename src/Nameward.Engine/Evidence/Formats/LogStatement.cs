using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A line of a log that makes a statement about configuration, on its way to where records are taken.</summary>
/// <param name="host">The host that wrote it; empty where it is not named.</param>
/// <param name="time">When, UTC; <see cref="DateTime.MinValue"/> where that is not known.</param>
/// <param name="offset">Where the line begins.</param>
/// <param name="rows">Takes the statement.</param>
/// <param name="continues">Whether the line showed something else before.</param>
readonly ref struct LogStatement(ReadOnlySpan<byte> host, DateTime time, long offset, IBatchWriter rows, bool continues = false)
{
    readonly ReadOnlySpan<byte> _host = host;

    /// <summary>Hands the statement over; the host is left out of <paramref name="texts"/>.</summary>
    /// <returns>True.</returns>
    public bool Say(ConfigurationKind kind, ConfigurationAct act, in ConfigurationTexts texts)
    {
        rows.Change(new() { At = new(0, offset), Time = time, Kind = kind, Act = act, Continues = continues },
            new() { Host = _host, Actor = texts.Actor, Object = texts.Object, Property = texts.Property, Old = texts.Old, New = texts.New });
        return true;
    }
}
