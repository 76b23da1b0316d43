using System.CommandLine;

namespace Nameward.App.Verbs;

/// <summary><c>policy</c>: the clauses by which is decided.</summary>
static class PolicyVerb
{
    const string About = """
        The policy: named clauses, by which close, watch or escalate is decided; those of the runbook, or your own (docs/policy.md).

        Examples:
          nameward policy show
          nameward policy show --policy policy.yaml
          nameward policy test policy-test.yaml
        """;

    public static Command Create() => new("policy", About) { PolicyShowVerb.Create(), PolicyTestVerb.Create() };
}
