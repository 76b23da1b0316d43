using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.CaseFiles;

namespace Nameward.App.Verbs;

/// <summary>Where a triage is to be kept, checked before any work.</summary>
/// <param name="Store">The store's file.</param>
/// <param name="Number">The case, as it was named; null for a new one.</param>
/// <param name="Who">Who keeps it.</param>
sealed record CaseKeeper(string Store, string? Number, string Who)
{
    /// <summary>The flag.</summary>
    public const string Flag = "--case";

    /// <summary>What the flag says for a case of its own.</summary>
    public const string New = "new";

    /// <summary>What the command line asks for.</summary>
    /// <param name="named">What <c>--case</c> says.</param>
    /// <param name="by">What <c>--by</c> says.</param>
    /// <param name="store">What <c>--store</c> says.</param>
    /// <exception cref="UserError">There is no such case, or it is closed, or no store to keep it in.</exception>
    public static CaseKeeper Read(string named, string? by, string? store)
    {
        if (store == KnowledgeOptions.NoStore)
        {
            throw new UserError($"{Flag} {named}: there is no store to keep it in", $"{StoreOption.Flag} {store} names none", $"name one with {StoreOption.Flag}, or leave that out");
        }
        var mistakes = new List<Mistake>();
        var path = StoreOption.Path(store, mistakes);
        if (mistakes.Count > 0)
        {
            throw new UserError([.. mistakes]);
        }
        var keeper = new CaseKeeper(path, named == New ? null : named, CaseDesk.WhoIs(by));
        if (keeper.Number is null)
        {
            return keeper;
        }
        if (CaseArgument.Number(named) is null)
        {
            throw new UserError($"{Flag} {named}: neither {New} nor the number of a case", null, $"{Flag} {New}, or {Flag} 12  to add to case 12");
        }
        using var desk = CaseDesk.ToRead(path);
        desk.FindOpen(named);
        return keeper;
    }

    /// <summary>Keeps a triage: the record as a content, and a row that speaks of it, both or none.</summary>
    /// <returns>The triage with the case in which it is.</returns>
    public TriageDocument Keep(TriageDocument document)
    {
        using var desk = CaseDesk.OrMake(Store, Who);
        var subject = Number is { } number ? desk.FindOpen(number).Head.Subject : TrailSubject.OfCase(Guid.NewGuid());
        var record = PackedRecord.Of(document);
        desk.Store.Together(() => desk.Pen.Add(subject, TrailData.Triaged(document, desk.Store.Cases.Put(record), CaseTraits.Of(document))));
        var kept = KeptCase.Of(desk.Store.Cases, desk.Store.Cases.Heads().Single(head => head.Subject == subject));
        return document with { Case = new(kept.Number, kept.File.Uid, CaseWords.Of(kept.File.State), kept.File.Opened, kept.File.Runs.Length) };
    }
}
