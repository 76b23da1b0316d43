namespace Nameward.Engine.Cases.Trails;

/// <summary>Whose a trail is.</summary>
public static class TrailSubject
{
    /// <summary>The trail of all suppressions of a store.</summary>
    public const string Suppressions = "suppressions";

    const string Cases = "case:";

    /// <summary>The trail of a case.</summary>
    /// <param name="uid">The case's id, by which no other case goes in any store.</param>
    public static string OfCase(Guid uid) => Cases + uid.ToString("D");

    /// <summary>The id of the case whose trail it is; null where it is of no case.</summary>
    public static Guid? CaseOf(string subject) =>
        subject.StartsWith(Cases, StringComparison.Ordinal) && Guid.TryParseExact(subject.AsSpan(Cases.Length), "D", out var uid) && OfCase(uid) == subject ? uid : null;
}
