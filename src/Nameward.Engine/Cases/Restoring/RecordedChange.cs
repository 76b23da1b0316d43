using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>A change of configuration as the record of a case tells it, with what it was against the tickets then.</summary>
/// <param name="Change">Which change it is.</param>
/// <param name="Outcome">What it was against the tickets.</param>
/// <param name="Ticket">The ticket; null where there is none.</param>
public sealed record RecordedChange(ChangeIdentity Change, ChangeOutcome Outcome, HostileText? Ticket);

/// <summary>By what a change of a record and one of the evidence are known to be the same.</summary>
/// <param name="Time">When, UTC, to the second.</param>
/// <param name="What">What was done, in words of ours.</param>
/// <param name="Server">The server; empty where it is not told.</param>
/// <param name="Object">What it was done to.</param>
/// <param name="Property">Which property of that.</param>
/// <param name="Old">The value before.</param>
/// <param name="New">The value after.</param>
public readonly record struct ChangeIdentity(DateTime? Time, string What, HostileText Server, HostileText Object, HostileText Property, HostileText Old, HostileText New)
{
    /// <summary>The texts of a change, whatever they are.</summary>
    public static ChangeIdentity Of(DateTime? time, string what, HostileText server, HostileText of, HostileText property, HostileText old, HostileText now) =>
        new(time is { } exact ? new DateTime(exact.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc) : null, what, Plain(server), Plain(of), Plain(property), Plain(old), Plain(now));

    /// <summary>A name and a text of the same letters are the same here.</summary>
    static HostileText Plain(HostileText text) => text.As(letters => HostileText.Text(new string(letters)));
}
