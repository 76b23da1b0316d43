using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.App.Notices;

/// <summary>The record that a test of a channel tells: a watch that rests on nothing, and says so.</summary>
static class TestDocument
{
    /// <summary>The record.</summary>
    public static TriageDocument Of(string channel, DateTime now) => new()
    {
        Run = new(Product.Version, now, 0, now, $"nameward notify test {channel}", ""),
        Evidence = [],
        Coverage = new([], [], [], []),
        Census = [],
        Findings = [],
        Questions = [],
        Changes = [],
        Decision = new("watch", Sentence.Of($"This only tries the channel {channel}. Nothing was found."), [], [], [Sentence.Of("nothing")], [], [], null),
    };
}
