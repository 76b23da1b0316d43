using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>One file of a case folder.</summary>
/// <param name="Name">Its name in the folder, with a slash before which a folder of its own stands.</param>
/// <param name="Render">Its bytes.</param>
public sealed record ReportFile(string Name, Func<TriageDocument, IDefang, byte[]> Render)
{
    /// <summary>Whether a case has it.</summary>
    public Func<TriageDocument, bool> Has { get; init; } = _ => true;
}
