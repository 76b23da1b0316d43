using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Containment.Restoring;

/// <summary>What is put back, in sentences for comments.</summary>
static class RestoreText
{
    /// <summary>Which setting, how it stands, and how it is to stand.</summary>
    public static Sentence Told(Restoration item)
    {
        var of = item.Object.IsEmpty ? Sentence.Of($"{item.Property}") : Sentence.Of($"{item.Property} of {item.Object}");
        return Sentence.Of($"{item.Server}: {ChangeWords.Thing(item.Kind, item.Property)}, {of}: today {Value(item.Today)}; good {(item.Good is { } good ? Value(good) : Sentence.Of("not known"))}");
    }

    /// <summary>Why, and by whom and when it was changed.</summary>
    public static Sentence Because(Restoration item)
    {
        var who = item.Actor is { } actor ? Sentence.Of($", by {actor}") : Sentence.Of("");
        return item.Changed is { } time ? Sentence.Of($"because {item.Because}; changed {(item.Since is { } since ? $"between {ChangeWords.At(since)} and {ChangeWords.At(time)}" : ChangeWords.At(time))} UTC{who}") : Sentence.Of($"because {item.Because}{who}");
    }

    static Sentence Value(HostileText value) => value.IsEmpty ? Sentence.Of("not there") : Sentence.Of($"{value}");
}
