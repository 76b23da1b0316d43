using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class WireNamesTests
{
    [Fact]
    public void ANameIsCopiedAsItIsAndItsCapitalsAreSeenAndNobodyElses()
    {
        const int seed = 5;
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var length = random.Next(WireName.MaxBytes + 1);
            var text = new byte[length + ByteMasks.Width];
            random.NextBytes(text);
            if (random.Next(2) == 0)
            {
                WireName.ToCanonical(text.AsSpan(0, length), text);
            }
            var copy = new byte[text.Length];
            var hasCapitals = WireNames.Copy(text, length, copy);
            Assert.True(copy.AsSpan(0, length).SequenceEqual(text.AsSpan(0, length)), $"seed {seed}, round {round}");
            Assert.True(hasCapitals == text.AsSpan(0, length).ContainsAnyInRange((byte)'A', (byte)'Z'), $"seed {seed}, round {round}");
        }
    }
}
