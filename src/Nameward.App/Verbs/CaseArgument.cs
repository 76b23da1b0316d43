using System.Globalization;
using Nameward.Engine;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Reports;
using Nameward.Store.Sqlite;

namespace Nameward.App.Verbs;

/// <summary>A case as users name it: by its number in the store, or by the folder that <c>triage --out</c> wrote.</summary>
static class CaseArgument
{
    /// <summary>What the words of help say of it.</summary>
    public const string About = "The number of a case of the store, or a folder that nameward triage --out wrote; ./12 is the folder 12.";

    /// <summary>The number; null where it is none.</summary>
    public static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>The newest record of a case.</summary>
    /// <param name="text">The case: a folder is a folder, even where its name is a number.</param>
    /// <param name="store">What <c>--store</c> says; null where it says nothing.</param>
    /// <exception cref="UserError">There is no such case, or it cannot be read.</exception>
    public static RecordedCase Open(string text, string? store)
    {
        if (Number(text) is null || Path.Exists(text))
        {
            return RecordedCase.OfFolder(text);
        }
        using var desk = CaseDesk.ToRead(store);
        return desk.Record(desk.Find(text));
    }

    /// <summary>The case of a number.</summary>
    /// <exception cref="UserError">There is none: it says which there are.</exception>
    public static KeptCase Find(SqliteStore store, string text)
    {
        var heads = store.Cases.Heads().Where(head => head.Case is not null).ToList();
        return heads.Find(head => head.Case == Number(text)) is { } head ? KeptCase.Of(store.Cases, head) : throw NoCase(text, heads);
    }

    static UserError NoCase(string text, List<TrailHead> heads) => new(
        $"{text}: there is no such case",
        heads switch
        {
            [] => "the store has no case",
            [var one] => $"the store has one case, {one.Case}",
            _ => $"the store has the cases {heads[0].Case} to {heads[^1].Case}",
        },
        heads.Count == 0 ? "nameward triage PATH --case new  opens one" : "nameward case list --all  shows those there are");
}
