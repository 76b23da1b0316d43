using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The policy in force as the YAML that <c>--policy</c> takes (docs/policy.md): it reads back to the same policy. Comments say where each clause comes from.</summary>
public static class PolicyYaml
{
    /// <summary>The file, UTF-8.</summary>
    public static byte[] Render(PolicyDocument document)
    {
        var text = new StringBuilder("# The policy in force, whole. Save it, change it, and name it: nameward triage PATH --policy FILE. Every key: docs/policy.md\n");
        text.AppendJoin("", document.Warnings.Select(warning => $"# warning: {Comment(warning)}\n"));
        text.Append(CultureInfo.InvariantCulture, $"policy: {document.Policy.Version}\nfrom: none\n");
        text.AppendJoin("", document.Off.Select(off => $"# switched off: {Comment(off)}\n"));
        text.Append(document.Policy.Clauses.IsEmpty ? "clauses: []\n" : "clauses:\n");
        foreach (var clause in document.Policy.Clauses)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - id: {Value(clause.Id)}  # {Comment(document.Origins[clause.Id])}\n    text: {Value(clause.Text)}\n");
            text.Append(CultureInfo.InvariantCulture, $"    then: {Words.Of(clause.Then)}\n    when: {PolicyJson.Flow(PolicyJson.When(clause.When))}\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static string Value(string text) => EscapeYaml.Value(HostileText.Text(text));

    // A comment ends with its line: nothing in it may end the line.
    static string Comment(string text) => VisibleText.Whole(text);
}
