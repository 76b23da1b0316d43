using System.Text;
using System.Text.RegularExpressions;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Containing;

/// <summary>
/// Whatever an adversary calls his zone: in every file of every target it stands as data or is left out and named. The lines of a pack with hostile names are those of a pack with harmless
/// ones, but for the place where the name stands; and comments hold nothing that ends them.
/// </summary>
public partial class HostileNamesTests
{
    const string Harmless = "harmless-placeholder.example";

    static readonly byte[][] Crafted =
    [
        .. new[] { "$(reboot)", "`reboot`", "a;reboot", "a\nreboot", "a\r\nreboot", "a\"; };", "a'); os.execute('x')", "-rf", "=1+1", "{{x}}", "a b", "a/b", "a#b", "a\\b", "*", "@", "$INCLUDE", "a\0b", "..", "\u202E", "a} }", "a,b", "a|b", "a&b" }
            .Select(text => Wire(Encoding.UTF8.GetBytes(text), "example"u8.ToArray())),
        Wire(Enumerable.Repeat((byte)'\\', 63).ToArray(), Enumerable.Repeat((byte)'"', 63).ToArray(), Enumerable.Repeat((byte)';', 63).ToArray(), Enumerable.Repeat((byte)10, 61).ToArray()),
    ];

    public static TheoryData<string> Targets => [.. TargetList.All.Select(target => target.Id)];

    [Theory, MemberData(nameof(Targets))]
    public void CraftedNamesAreDataOrLeftOut(string id) => Array.ForEach(Crafted, name => Check(id, name, Encoding.Latin1.GetString(name)));

    [Theory, MemberData(nameof(Targets))]
    public void RandomNamesAreDataOrLeftOut(string id)
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var labels = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Label(random)).ToArray();
            Check(id, Wire(labels), Encoding.Latin1.GetString(Label(random)));
        }
    }

    static void Check(string id, byte[] name, string said)
    {
        var target = TargetList.All.Single(target => target.Id == id);
        foreach (var action in Enum.GetValues<BlockAction>())
        {
            var hostile = target.Write(Document(action, name, said));
            var harmless = target.Write(Document(action, Names.Wire(Harmless), "harmless"));
            Assert.Equal(harmless.Steps, hostile.Steps);
            foreach (var written in hostile.Files)
            {
                var model = harmless.Files.Single(file => file.Name == written.Name);
                var shapes = Lines(model).Where(line => !IsComment(line)).Select(Shape).ToHashSet();
                Assert.All(Lines(written), line => Assert.True(IsComment(line) ? Comment().IsMatch(line) : shapes.Any(shape => Regex.IsMatch(line, shape)), $"{id}: {line}"));
            }
            // A pack without steps is none: the case has nothing for the product.
            if (hostile.Steps.IsEmpty)
            {
                continue;
            }
            var isWritten = harmless.Files.Select(Length).SequenceEqual(hostile.Files.Select(Length));
            Assert.True(isWritten || harmless.Files.IsEmpty || hostile.LeftOut.Any(left => left.Block.Name.AsSpan().SequenceEqual(name)), $"{id}: neither written nor named as left out");
        }
    }

    static ContainDocument Document(BlockAction action, byte[] name, string said)
    {
        var hostile = HostileText.Text(said);
        var document = ContainSamples.Of(action,
            ContainSamples.Named(BlockKind.Zone, name) with { Reason = Sentence.Of($"because of {hostile}"), Refusal = Sentence.Of($"of {hostile}"), Justification = hostile },
            ContainSamples.Named(BlockKind.NameServer, name),
            ContainSamples.At(BlockKind.AnswerAddress, "203.0.113.9"),
            ContainSamples.At(BlockKind.Client, "10.0.0.7"));
        return document with { Alerts = AlertJudge.Untested(document.Request.Case, document.Blocks), Request = document.Request with { Case = document.Request.Case with { Name = said } } };
    }

    static (string, int) Length(PackFile file) => (file.Name, Lines(file).Count(line => !IsComment(line)));

    static string[] Lines(PackFile file) => Encoding.ASCII.GetString(file.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    static bool IsComment(string line) => line.StartsWith("# ", StringComparison.Ordinal) || line.StartsWith("; ", StringComparison.Ordinal) || line.StartsWith("// ", StringComparison.Ordinal) || line.StartsWith("-- ", StringComparison.Ordinal) || line.StartsWith("! ", StringComparison.Ordinal);

    // A name in the notation of master files, of Suricata, or in plain letters; a question mark where words do without it.
    static string Shape(string line) => $"^{Id().Replace(Regex.Escape(line), "[0-9a-f-]+").Replace(Regex.Escape(Harmless), @"([A-Za-z0-9_-]|\\[0-9]{3}|\.|\|[0-9A-F ]+\||\?)+", StringComparison.Ordinal)}\\z";

    static byte[] Label(Random random)
    {
        var label = new byte[random.Next(1, 64)];
        random.NextBytes(label);
        return random.Next(3) switch
        {
            0 => label,
            1 => [.. label.Select(b => "ab1-_.;\"'$(){}\\\n\r\t #/"u8[b % 21])],
            _ => [.. label.Select(b => "abcdefghijklmnopqrstuvwxyz0123456789-_"u8[b % 38])],
        };
    }

    static byte[] Wire(params byte[][] labels) => [.. labels.SelectMany(label => (byte[])[(byte)label.Length, .. label]), 0];

    // What a rule is known by is made of what it looks for.
    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=sid:)[0-9]+")]
    private static partial Regex Id();

    [GeneratedRegex(@"^(#|;|//|--|!) [A-Za-z0-9 .,;:_()%/'+=?*-]*\z")]
    private static partial Regex Comment();
}
