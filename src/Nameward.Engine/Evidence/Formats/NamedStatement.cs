using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A statement of a configuration on its way to where records are taken.</summary>
/// <param name="Kind">What of DNS it is about.</param>
/// <param name="Offset">Where it begins in its source.</param>
/// <param name="Rows">Takes it.</param>
readonly record struct NamedStatement(ConfigurationKind Kind, long Offset, IBatchWriter Rows);
