using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>How far reading has come.</summary>
/// <param name="Source">The source that is being read.</param>
/// <param name="SourceBytes">Bytes of it read so far, as it lies there.</param>
/// <param name="SourceTotal">All its bytes.</param>
/// <param name="Bytes">Bytes of all sources read so far.</param>
/// <param name="Total">Bytes of all sources that could be measured beforehand; standard input counts once it is there.</param>
/// <param name="Records">Records of all sources read so far.</param>
public readonly record struct ReadProgress(HostileText Source, long SourceBytes, long SourceTotal, long Bytes, long Total, long Records);
