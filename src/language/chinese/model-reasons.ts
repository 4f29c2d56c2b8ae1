/** Why a report has no narrative, with values as in `findings.ts`. */
export const modelReasons: Readonly<Record<string, string>> = {
  'The model gave no answer within {bound} s.': '模型在 {bound} s 内没有回答。',
  'The model cannot be reached: {reason}.': '无法连接模型：{reason}。',
  'The answer has not the form that was asked for: {place}.': '回答的格式不符合要求：{place}。',
  'No sentence of the answer rests on a finding of this report.':
    '回答中没有任何句子以本报告的发现项为依据。',
  'The answer was cut off at {bound} tokens.': '回答在 {bound} 个 token 处被截断。',
  'There is no finding to explain.': '没有需要解释的发现项。',
  'The budget is too small for even one finding.': '预算不足以解释任何一个发现项。',
  'The budget of {bound} tokens for today is used up ({further} left).':
    '今天的 {bound} 个 token 预算已用完（剩余 {further}）。',
  'The budget of {bound} tokens for a batch is used up ({further} left).':
    '每个批次的 {bound} 个 token 预算已用完（剩余 {further}）。',
  'All {bound} slots for calls of the model stayed occupied.': '调用模型的 {bound} 个名额一直被占用。',
  "The model's endpoint answered {bound}.": '模型端点返回 {bound}。',
  "The endpoint's answer is no chat completion.": '端点的回答不是 chat completion。',
  "The endpoint's answer is no JSON.": '端点的回答不是 JSON。',
  "The model's answer is larger than {bytes} bytes.": '模型的回答大于 {bytes} 字节。',
};
