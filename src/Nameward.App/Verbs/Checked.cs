using Nameward.Engine;
using Nameward.Engine.Reports;

namespace Nameward.App.Verbs;

/// <summary>Checks of what the user wrote, each of which may fail while the others go on, so that all mistakes are said at once.</summary>
static class Checked
{
    /// <summary>What a check gives; <paramref name="otherwise"/>, with its mistakes added, where it fails.</summary>
    public static T Try<T>(Func<T> check, T otherwise, List<Mistake> mistakes)
    {
        try
        {
            return check();
        }
        catch (UserError error)
        {
            mistakes.AddRange(error.Mistakes);
            return otherwise;
        }
    }

    /// <summary>A folder that is to be written; null where none is named, or it could not be written.</summary>
    public static string? Folder(string? folder, List<Mistake> mistakes) => folder is null ? null : Try<string?>(() =>
    {
        WholeFolder.Check(folder);
        return folder;
    }, null, mistakes);
}
