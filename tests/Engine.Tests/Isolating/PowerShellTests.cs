using System.Management.Automation.Language;
using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Tests.Containing;
using Nameward.Engine.Tests.Restoring;
using Xunit;

namespace Nameward.Engine.Tests.Isolating;

/// <summary>Every script for PowerShell that a pack holds is taken by PowerShell's own parser, and every command in the steps of these packs.</summary>
public class PowerShellTests
{
    static readonly ContainDocument Document = ContainSamples.Of(BlockAction.NxDomain, ContainSamples.Zone("kq7.example"), ContainSamples.At(BlockKind.Server, "203.0.113.66"), ContainSamples.At(BlockKind.AnswerAddress, "2001:db8::66"),
        ContainSamples.Named(BlockKind.Zone, [9, .. "a'\n$(b)`"u8, (byte)';', 0])) with
    {
        Restore = RestoreSamples.Own("windows").Restore,
    };

    public static TheoryData<string> Targets => [.. Written().Select(pack => pack.Id)];

    [Theory, MemberData(nameof(Targets))]
    public void PowerShellParsesTheScript(string id)
    {
        foreach (var file in Written().Single(pack => pack.Id == id).Files.Where(IsScript))
        {
            Parser.ParseInput(Encoding.UTF8.GetString(file.Content), out _, out var errors);
            Assert.Empty(errors.Select(error => $"{file.Name}:{error.Extent.StartLineNumber}: {error.Message}"));
        }
    }

    [Theory, MemberData(nameof(Targets))]
    public void PowerShellParsesTheCommands(string id)
    {
        var commands = Written().Single(pack => pack.Id == id).Steps.Select(step => step.Command).OfType<string>().ToList();
        Assert.NotEmpty(commands);
        Assert.All(commands, command =>
        {
            Parser.ParseInput(command, out _, out var errors);
            Assert.Empty(errors.Select(error => $"{command}: {error.Message}"));
        });
    }

    /// <summary>A test of the test: the parser is one that refuses.</summary>
    [Fact]
    public void WhatIsNoScriptIsRefused()
    {
        Parser.ParseInput("foreach ($a in { 'x", out _, out var errors);
        Assert.NotEmpty(errors);
    }

    static IEnumerable<TargetPack> Written() => TargetList.All.Select(target => target.Write(Document)).Where(pack => pack.Files.Any(IsScript));

    static bool IsScript(PackFile file) => file.Name.EndsWith(".ps1", StringComparison.Ordinal);
}
