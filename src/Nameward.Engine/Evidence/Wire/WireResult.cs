namespace Nameward.Engine.Evidence.Wire;

/// <summary>How a message was found: well-formed, or damaged and where.</summary>
/// <param name="Question">Damage of the header or the question: there is no look-up to speak of.</param>
/// <param name="Records">The damage that ended the reading of records, or that left one out; the question stands.</param>
readonly record struct WireResult(WireDamage Question, WireDamage Records)
{
    /// <summary>Whether the first question is whole, so that the message counts.</summary>
    public bool HasQuestion => Question == WireDamage.None;

    /// <summary>Whether nothing at all is wrong.</summary>
    public bool IsWellFormed => HasQuestion && Records == WireDamage.None;
}
