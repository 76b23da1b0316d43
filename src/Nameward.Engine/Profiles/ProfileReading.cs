using System.Collections.Concurrent;

namespace Nameward.Engine.Profiles;

/// <summary>The two readings of the evidence for one profile: what others have in common with the subject is known only after the first.</summary>
/// <param name="subject">The subject.</param>
sealed class ProfileReading(ProfileSubject subject)
{
    readonly ConcurrentBag<ProfileSink> _sinks = [];
    readonly ProfileFacts _facts = new();

    /// <summary>A sink of the first reading, for one more thread.</summary>
    public ProfileSink First()
    {
        var sink = new ProfileSink(subject);
        _sinks.Add(sink);
        return sink;
    }

    /// <summary>The sink of the second reading. Called once, when the first is over.</summary>
    public NeighbourSink Second()
    {
        foreach (var sink in _sinks)
        {
            _facts.Merge(sink.Facts);
        }
        return new(subject, new(subject, _facts));
    }

    /// <summary>The profile, when both readings are over.</summary>
    public Profile Build(NeighbourSink second, ProfileFleet fleet) => new ProfileBuilder(subject, _facts, second, fleet).Build();
}
