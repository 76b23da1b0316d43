using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Containment.Restoring;

/// <summary>What is put back, in sentences for comments.</summary>
static class RestoreText
{
    /// <summary>Adds a setting to a file as comments: how it stands, how it is to stand, and why.</summary>
    public static PackText Tell(PackText text, Restoration item) => text.Comment(Told(item)).Comment(Sentence.Of($"  because {item.Because}")).Comment(Changed(item));

    /// <summary>Which setting, how it stands, and how it is to stand.</summary>
    static Sentence Told(Restoration item)
    {
        var of = item.Object.IsEmpty ? Sentence.Of($"{item.Property}") : Sentence.Of($"{item.Property} of {item.Object}");
        return Sentence.Of($"{ChangeWords.Thing(item.Kind, item.Property)}, {of}: today {Value(item.Today)}; good {(item.Good is { } good ? Value(good) : Sentence.Of("not known"))}");
    }

    /// <summary>When it was changed and by whom.</summary>
    static Sentence Changed(Restoration item)
    {
        var who = item.Actor is { } actor ? Sentence.Of($", by {actor}") : Sentence.Of("");
        return item.Changed is { } time ? Sentence.Of($"  changed {(item.Since is { } since ? $"between {ChangeWords.At(since)} and {ChangeWords.At(time)}" : ChangeWords.At(time))} UTC{who}") : Sentence.Of($"  no change of it was seen{who}");
    }

    static Sentence Value(HostileText value) => value.IsEmpty ? Sentence.Of("not there") : Sentence.Of($"{value}");
}
