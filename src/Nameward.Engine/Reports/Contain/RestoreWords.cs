using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Reports.Contain;

/// <summary>What is put back, in the words that terminal and page have in common.</summary>
static class RestoreWords
{
    /// <summary>The setting: "zone transfers (allow-transfer) of x-example.com".</summary>
    public static Sentence Setting(Restoration item)
    {
        var thing = ChangeWords.Thing(item.Kind, item.Property);
        var what = item.Property.Raw == thing ? Sentence.Of(thing) : Sentence.Of($"{thing} ({item.Property})");
        return item.Object.IsEmpty ? what : item.Object.Raw == "." ? Sentence.Of($"{what} of all names") : Sentence.Of($"{what} of {item.Object}");
    }

    /// <summary>A value, or that there is none.</summary>
    public static Sentence Value(HostileText? value) => value is not { } known ? Sentence.Of("not known: none is proposed") : known.IsEmpty ? Sentence.Of("not there") : Sentence.Of($"{known}");

    /// <summary>When, by whom and with which ticket it was changed.</summary>
    public static Sentence Changed(Restoration item, Clock clock)
    {
        var when = item.Changed is { } time ? Sentence.Of($"{(item.Since is { } since ? $"{clock.Second(since)} to {clock.Second(time)}" : clock.Second(time))}") : Sentence.Of("no change of it was seen");
        when = item.Actor is { } actor ? when.Then(", by ", Sentence.Of($"{actor}")) : when;
        return item.Outcome is { } outcome ? when.Then(": ", Sentence.Of(Figures.Spoken(Words.Of(outcome)))) : when;
    }

    /// <summary>What puts it back.</summary>
    public static string By(Restoration item) => item.IsInPatch ? "by a patch" : item.Product is null ? "by hand: nothing is written for what shows it" : item.Product == RestoreProduct.WindowsDns && item.IsProven ? "by PowerShell" : "by hand";
}
